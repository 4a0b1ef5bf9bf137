/** Works through blocks with several workers until none is left: takes them from the queue, retries, counts failures, stops in order. */

import type { BackendName } from '../../core/engine/program.js';
import { isOutOfMemory } from '../../core/text/out-of-memory.js';
import { plural } from '../../core/text/words.js';
import type { Block } from '../plan/block.js';
import { errorPath, storageError } from '../store/bytes/storage-error.js';
import { seedFolder } from '../store/layout.js';
import type { LeaseWatch } from '../store/locks/leases.js';
import { noteIncident } from '../store/runs/incidents.js';
import { writeRun } from '../store/runs/runs.js';
import { readSummary } from '../store/runs/summary.js';
import type { BlockEnd, BlockProgress } from './block-context.js';
import { type LeasedBlock, openBlockQueue } from './block-queue.js';
import { TooManyFailuresError } from './too-many-failures.js';
import { type OpenWorker, openInlineWorker, openProcessWorker, type Worker } from './workers.js';

export interface SweepEvents {
  started(block: Block): void;
  progress(block: Block, progress: BlockProgress): void;
  /** `error` is null where the block succeeded. */
  ended(block: Block, error: string | null): void | Promise<void>;
  /** The block's runs are back in the queue, for this process or another. */
  putBack(block: Block): void;
  /** A notice that is not an error: a crash that is retried, a lease that was taken over. */
  note(block: Block, seeds: readonly number[], text: string): void;
  /** Other processes hold all runs that are left. */
  waiting(runs: number): void;
}

export interface SweepOptions {
  /** Worker processes; 0 works in this one. */
  readonly workers: number;
  readonly backend: 'auto' | BackendName;
  readonly events: SweepEvents;
  /** Where it aborts, blocks write checkpoints, leases are released, and the reason is thrown. */
  readonly signal: AbortSignal;
  /** Failed runs after which the sweep stops. */
  readonly maxFailures: number;
  /** Whether to wait for runs leased by other workers, in case these stop. Default true. */
  readonly waitForOthers?: boolean | undefined;
  readonly watch?: LeaseWatch | undefined;
  /** Whether another plan has replaced this one on disk. */
  readonly isReplaced?: (() => boolean) | undefined;
  /** Default: worker processes, or this process where `workers` is 0. */
  readonly openWorker?: OpenWorker | undefined;
}

const STOP_WITHIN_MS = 4_000; // for the last step and its checkpoint: an interrupted command ends within five seconds

/** Throws the signal's reason, `StorageError` or `TooManyFailuresError`, after all leases are released. */
export async function sweep(blocks: readonly Block[], options: SweepOptions): Promise<void> {
  const { backend, events, maxFailures } = options;
  const ending = new AbortController();
  const onAbort = () => ending.abort(options.signal.reason);
  if (options.signal.aborted) onAbort();
  options.signal.addEventListener('abort', onAbort, { once: true });

  const openWorker = options.openWorker ?? (options.workers === 0 ? openInlineWorker : openProcessWorker);
  const count = Math.max(1, Math.min(options.workers, blocks.length));
  const workers = Array.from({ length: count }, () => openWorker(backend));
  const busy = new Map<LeasedBlock, Worker>();
  const retried = new Set<string>();
  const reporting = new Set<Promise<void>>();
  let failures = 0;
  let deadline: NodeJS.Timeout | undefined;
  ending.signal.addEventListener('abort', () => {
    for (const worker of workers) worker.stop();
    deadline = setTimeout(() => {
      for (const worker of workers) worker.kill();
    }, STOP_WITHIN_MS);
  });

  const queue = openBlockQueue(
    blocks,
    {
      takenOver: events.note,
      waiting: events.waiting,
      elsewhere: (block) => reportEnd(block, null),
      lost(leased, error) {
        const fatal = storageError(leased.block.folder, codeOf(error), errorPath(error));
        if (fatal) ending.abort(fatal);
        else busy.get(leased)?.stop();
      },
    },
    { watch: options.watch, waitForOthers: options.waitForOthers, isReplaced: options.isReplaced },
  );

  async function workThrough(worker: Worker): Promise<void> {
    for (let leased = await queue.next(ending.signal); leased; leased = await queue.next(ending.signal)) {
      const { block } = leased;
      const notes: Promise<void>[] = [];
      try {
        if (ending.signal.aborted) return;
        busy.set(leased, worker);
        events.started(block);
        await conclude(block, await worker.work(block, listener(leased, notes)));
      } finally {
        busy.delete(leased);
        // Before the lease is released: without one nothing is written.
        await Promise.all(notes).finally(() => leased.release());
      }
    }
  }

  function listener(leased: LeasedBlock, notes: Promise<void>[]) {
    const { block } = leased;
    let first: { readonly step: number; readonly at: number } | undefined;
    return {
      progress(progress: BlockProgress) {
        const now = { step: progress.step, at: performance.now() };
        first ??= now;
        const isTraining = block.job === 'train' && now.step > first.step;
        const rate = isTraining ? (1000 * (now.step - first.step)) / (now.at - first.at) : null;
        leased.progress = { step: now.step, rate };
        events.progress(block, progress);
      },
      note(seed: number, text: string) {
        notes.push(note(block, [seed], text));
      },
    };
  }

  async function note(block: Block, seeds: readonly number[], text: string): Promise<void> {
    events.note(block, seeds, text);
    // Where even this cannot be written, the next result cannot either, and its error is reported.
    for (const seed of seeds)
      await noteIncident(seedFolder(block.folder, block.cell, seed), text).catch(() => undefined);
  }

  async function conclude(block: Block, end: BlockEnd): Promise<void> {
    if (end.kind === 'done') return reportEnd(block, null);
    if (end.kind === 'stopped' || ending.signal.aborted) {
      queue.putBack([block]);
      return events.putBack(block);
    }
    const code = end.kind === 'failed' ? end.code : 'ENOENT'; // a process that died gives no code: is its folder missing?
    const fatal = storageError(block.folder, code, end.kind === 'failed' ? end.path : undefined);
    if (fatal) {
      ending.abort(fatal);
      return events.putBack(block);
    }
    const error = end.kind === 'died' ? end.how : end.error;
    if (end.kind === 'died' || isOutOfMemory(error)) return retry(block, error);
    await fail(block, error);
  }

  /** Once a run, and each run on its own: what kills one does not end the others. */
  async function retry(block: Block, error: string): Promise<void> {
    const name = (seed: number) => `${block.cell.id}/${seed}`;
    const first = block.seeds.filter((seed) => !retried.has(name(seed)));
    const second = block.seeds.filter((seed) => retried.has(name(seed)));
    for (const seed of first) retried.add(name(seed));
    if (first.length > 0) await note(block, first, `${firstLine(error)}: retrying once`);
    queue.putBack(first.map((seed) => ({ ...block, seeds: [seed] })));
    events.putBack(block);
    if (second.length > 0) await fail({ ...block, seeds: second }, `${error}, for the second time`);
  }

  async function fail(block: Block, error: string): Promise<void> {
    const failed = await writeError(block, error);
    failures += failed;
    reportEnd(block, error);
    if (failures < maxFailures || failed === 0) return;
    const text = `stopped after ${plural(failures, 'failed run')}; the last error: ${firstLine(error)}`;
    ending.abort(new TooManyFailuresError(text));
  }

  function reportEnd(block: Block, error: string | null): void {
    const reported = Promise.resolve(events.ended(block, error)).finally(() => reporting.delete(reported));
    reporting.add(reported);
  }

  const abortWith = (error: unknown) =>
    ending.abort(storageError(blocks[0]!.folder, codeOf(error), errorPath(error)) ?? error);
  try {
    await Promise.all(workers.map((worker) => workThrough(worker).catch(abortWith)));
    await Promise.all(reporting);
  } finally {
    clearTimeout(deadline);
    options.signal.removeEventListener('abort', onAbort);
    queue.close();
    for (const worker of workers) worker.dispose();
  }
  ending.signal.throwIfAborted();
}

const codeOf = (error: unknown) =>
  (error as NodeJS.ErrnoException | null)?.code ?? (error === null ? 'ENOENT' : undefined);

const firstLine = (text: string) => text.split('\n')[0]!;

/**
 * Records the error as the outcome of the block's runs: the sweep continues, and the runs say why they have no results. A run that
 * had ended before keeps its results. Returns the number of runs without results.
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
