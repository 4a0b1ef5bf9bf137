/** Works through blocks with several hands until nothing is left: claims, tries again, counts failures, and stops in order. */

import type { BackendName } from '../../core/engine/program.js';
import { plural } from '../../core/text/words.js';
import type { Block } from '../plan/block.js';
import { errorPath, storageError } from '../store/bytes/storage-error.js';
import { seedFolder } from '../store/layout.js';
import type { LeaseWatch } from '../store/locks/leases.js';
import { noteIncident } from '../store/runs/incidents.js';
import { writeRun } from '../store/runs/runs.js';
import { readSummary } from '../store/runs/summary.js';
import type { BlockProgress } from './block-context.js';
import { type LeasedBlock, openBlockQueue } from './leased-blocks.js';
import { type BlockEnd, type OpenWorker, openInlineWorker, openProcessWorker, type Worker } from './workers.js';

export interface SweepEvents {
  started(block: Block): void;
  progress(block: Block, progress: BlockProgress): void;
  /** error is null where the block went well. */
  ended(block: Block, error: string | null): void | Promise<void>;
  /** Its runs will be claimed again, by this process or another: nothing is lost. */
  putBack(block: Block): void;
  /** What should be known, though it is no error: a crash that is tried again, a lease that was taken over. */
  note(block: Block, seeds: readonly number[], says: string): void;
  /** Everything that is left is held by other processes. */
  waiting(runs: number): void;
}

export interface SweepOptions {
  /** Processes; 0 works in this one. */
  readonly workers: number;
  readonly backend: 'auto' | BackendName;
  readonly events: SweepEvents;
  /** Aborts: blocks write checkpoints, leases are given back, and the reason is thrown. */
  readonly signal: AbortSignal;
  /** Failed runs after which no more is tried. */
  readonly maxFailures: number;
  /** Whether to wait for runs that others hold; true unless said otherwise. */
  readonly waitForOthers?: boolean | undefined;
  readonly watch?: LeaseWatch | undefined;
  /** Whether another plan has taken this one's place on the disk. */
  readonly isReplaced?: (() => boolean) | undefined;
  /** What works on blocks: processes, or this one. */
  readonly openWorker?: OpenWorker | undefined;
}

export class TooManyFailuresError extends Error {
  override readonly name = 'TooManyFailures';
}

const PATIENCE = 4_000; // milliseconds for the last step and its checkpoint: an interrupted command ends within five

/** Throws the signal's reason, `StorageError` or `TooManyFailures`, when everything is given back. */
export async function sweep(blocks: readonly Block[], options: SweepOptions): Promise<void> {
  const { workers, backend, events, maxFailures } = options;
  const ending = new AbortController();
  const onAbort = () => ending.abort(options.signal.reason);
  if (options.signal.aborted) onAbort();
  options.signal.addEventListener('abort', onAbort, { once: true });

  const openHand = options.openWorker ?? (workers === 0 ? openInlineWorker : openProcessWorker);
  const hands = Array.from({ length: Math.max(1, Math.min(workers, blocks.length)) }, () => openHand(backend));
  const busy = new Map<LeasedBlock, Worker>();
  const triedAgain = new Set<string>();
  const telling = new Set<Promise<void>>();
  let failures = 0;
  let deadline: NodeJS.Timeout | undefined;
  ending.signal.addEventListener('abort', () => {
    for (const hand of hands) hand.stop();
    deadline = setTimeout(() => {
      for (const hand of hands) hand.kill();
    }, PATIENCE);
  });

  const claims = openBlockQueue(
    blocks,
    {
      takenOver: events.note,
      waiting: events.waiting,
      elsewhere: (block) => tell(block, null),
      lost(claimed, error) {
        const trouble = storageError(claimed.block.folder, codeOf(error), errorPath(error));
        if (trouble) ending.abort(trouble);
        else busy.get(claimed)?.stop();
      },
    },
    { watch: options.watch, waitForOthers: options.waitForOthers, isReplaced: options.isReplaced },
  );

  async function work(hand: Worker): Promise<void> {
    for (let claimed = await claims.next(ending.signal); claimed; claimed = await claims.next(ending.signal)) {
      const { block } = claimed;
      try {
        if (ending.signal.aborted) return;
        busy.set(claimed, hand);
        events.started(block);
        await settle(block, await hand.work(block, listener(claimed)));
      } finally {
        busy.delete(claimed);
        await claimed.giveBack();
      }
    }
  }

  function listener(claimed: LeasedBlock) {
    const { block } = claimed;
    let first: { readonly step: number; readonly at: number } | undefined;
    return {
      progress(progress: BlockProgress) {
        const now = { step: progress.step, at: performance.now() };
        first ??= now;
        const isTraining = block.job === 'train' && now.step > first.step;
        const rate = isTraining ? (1000 * (now.step - first.step)) / (now.at - first.at) : null;
        claimed.progress = { step: now.step, rate };
        events.progress(block, progress);
      },
      note(seed: number, says: string) {
        void remember(block, [seed], says);
      },
    };
  }

  async function remember(block: Block, seeds: readonly number[], says: string): Promise<void> {
    events.note(block, seeds, says);
    // Where even this cannot be written, the next result cannot either, and says so.
    for (const seed of seeds)
      await noteIncident(seedFolder(block.folder, block.cell, seed), says).catch(() => undefined);
  }

  async function settle(block: Block, ended: BlockEnd): Promise<void> {
    if (ended.kind === 'done') return tell(block, null);
    if (ended.kind === 'stopped' || ending.signal.aborted) {
      claims.putBack([block]);
      return events.putBack(block);
    }
    const code = ended.kind === 'failed' ? ended.code : 'ENOENT'; // a process that died says nothing: is its folder there?
    const trouble = storageError(block.folder, code, ended.kind === 'failed' ? ended.path : undefined);
    if (trouble) {
      ending.abort(trouble);
      return events.putBack(block);
    }
    const error = ended.kind === 'died' ? ended.how : ended.error;
    if (ended.kind === 'died' || OUT_OF_MEMORY.test(error)) return tryAgain(block, error);
    await fail(block, error);
  }

  /** Once a run, and each on its own: what kills one does not take the others with it. */
  async function tryAgain(block: Block, error: string): Promise<void> {
    const name = (seed: number) => `${block.cell.id}/${seed}`;
    const first = block.seeds.filter((seed) => !triedAgain.has(name(seed)));
    const second = block.seeds.filter((seed) => triedAgain.has(name(seed)));
    for (const seed of first) triedAgain.add(name(seed));
    if (first.length > 0) await remember(block, first, `${firstLine(error)}: tried once more`);
    claims.putBack(first.map((seed) => ({ ...block, seeds: [seed] })));
    events.putBack(block);
    if (second.length > 0) await fail({ ...block, seeds: second }, `${error}, for the second time`);
  }

  async function fail(block: Block, error: string): Promise<void> {
    const failed = await writeError(block, error);
    failures += failed;
    tell(block, error);
    if (failures < maxFailures || failed === 0) return;
    const says = `stopped after ${plural(failures, 'failed run')}, the last: ${firstLine(error)}`;
    ending.abort(new TooManyFailuresError(says));
  }

  function tell(block: Block, error: string | null): void {
    const told = Promise.resolve(events.ended(block, error)).finally(() => telling.delete(told));
    telling.add(told);
  }

  const inOrder = (error: unknown) =>
    ending.abort(storageError(blocks[0]!.folder, codeOf(error), errorPath(error)) ?? error);
  try {
    await Promise.all(hands.map((hand) => work(hand).catch(inOrder)));
    await Promise.all(telling);
  } finally {
    clearTimeout(deadline);
    options.signal.removeEventListener('abort', onAbort);
    claims.close();
    for (const hand of hands) hand.dispose();
  }
  ending.signal.throwIfAborted();
}

// Of ONNX Runtime, V8 and the operating system.
const OUT_OF_MEMORY = /bad.?alloc|out of memory|allocation failed|ENOMEM|failed to allocate/i;

const codeOf = (error: unknown) =>
  (error as NodeJS.ErrnoException | null)?.code ?? (error === null ? 'ENOENT' : undefined);

const firstLine = (text: string) => text.split('\n')[0]!;

/**
 * An error is a bug or the machine: the sweep goes on, the run says why it has no results. What has ended before keeps
 * its results. Gives how many runs have none.
 */
async function writeError(block: Block, error: string): Promise<number> {
  let failed = 0;
  for (const seed of block.seeds) {
    const folder = seedFolder(block.folder, block.cell, seed);
    const before = readSummary(folder);
    if (before?.outcome === 'finished' || before?.outcome === 'diverged') continue;
    failed += 1;
    await writeRun(folder, {
      summary: { outcome: 'error', steps: 0, reason: firstLine(error), measured: block.measured },
      environment: block.environment,
      history: [],
      arrays: {},
    });
  }
  return failed;
}
