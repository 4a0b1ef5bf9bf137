/** The queue of blocks that a process works on: free runs are leased, runs leased by other workers are waited for. */

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { append } from '../../core/math/long-lists.js';
import type { Block } from '../plan/block.js';
import { scanRun } from '../plan/run-progress.js';

import {
  BEAT_MS,
  type HeldLease,
  type LeaseProgress,
  type LeaseWatch,
  takeLease,
  watchLeases,
} from '../store/locks/leases.js';
import { ownSeedFolder } from '../store/own-runs.js';
import { makeFolder } from '../store/runs/experiment-folder.js';
import { noteIncident } from '../store/runs/incidents.js';
import { settleRewrite } from '../store/runs/rewrite.js';

/** A block whose runs this process holds until it releases them. */
export interface LeasedBlock {
  readonly block: Block;
  /** Written into the leases, for `helvetica status`. */
  progress: LeaseProgress | null;
  release(): Promise<void>;
}

export interface BlockQueueEvents {
  /** Stale leases were taken over. */
  takenOver(block: Block, seeds: readonly number[], text: string): void;
  /** Other processes have finished these runs. */
  elsewhere(block: Block): void;
  /** Other processes hold all runs that are left. */
  waiting(runs: number): void;
  /** Another process took over runs of this one, or the disk refused the beat. */
  lost(leased: LeasedBlock, error: unknown): void;
}

const RECHECK_MS = 500; // between looks at runs that other processes hold

export interface BlockQueue {
  /** The next block with free runs; null where nothing is left, or when `signal` aborts. */
  next(signal: AbortSignal): Promise<LeasedBlock | null>;
  /** Puts blocks back at the front of the queue. */
  putBack(blocks: readonly Block[]): void;
  close(): void;
}

export interface BlockQueueOptions {
  readonly watch?: LeaseWatch | undefined;
  /** Whether to wait for runs leased by other workers, in case these stop. Default true. */
  readonly waitForOthers?: boolean | undefined;
  /** Whether a newer plan is on disk: then runs that have ended are left for that plan to measure. */
  readonly isReplaced?: (() => boolean) | undefined;
}

export function openBlockQueue(
  blocks: readonly Block[],
  events: BlockQueueEvents,
  { watch = watchLeases(), waitForOthers = true, isReplaced = () => false }: BlockQueueOptions,
): BlockQueue {
  const queue = [...blocks];
  let heldByOthers: Block[] = [];
  const ours = new Map<LeasedBlock, HeldLease[]>();
  let beating: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    beating = Promise.all([...ours].map(([leased, leases]) => beat(leased, leases)));
  }, BEAT_MS);

  async function beat(leased: LeasedBlock, leases: readonly HeldLease[]): Promise<void> {
    try {
      const kept = await Promise.all(leases.map((lease) => lease.beat(leased.progress)));
      if (ours.has(leased) && kept.includes(false)) events.lost(leased, null);
    } catch (error) {
      events.lost(leased, error);
    }
  }

  let isWaiting = false;

  async function next(signal: AbortSignal): Promise<LeasedBlock | null> {
    while (!signal.aborted) {
      const block = queue.shift();
      if (block) {
        const leased = await lease(block);
        if (leased) {
          isWaiting = false;
          return leased;
        }
        continue;
      }
      // Blocks of this process may come back to the queue, should a worker die.
      if ((heldByOthers.length === 0 || !waitForOthers) && ours.size === 0) return null;
      if (heldByOthers.length > 0 && ours.size === 0 && !isWaiting) {
        events.waiting(heldByOthers.reduce((sum, { seeds }) => sum + seeds.length, 0));
        isWaiting = true;
      }
      await sleep(RECHECK_MS, undefined, { signal }).catch(() => undefined);
      append(queue, heldByOthers);
      heldByOthers = [];
    }
    return null;
  }

  /** Leases the block's free runs that still need its job. */
  async function lease(block: Block): Promise<LeasedBlock | null> {
    const leases: HeldLease[] = [];
    const seeds: number[] = [];
    const others: number[] = [];
    const otherJob: number[] = [];
    const finished: number[] = [];
    const takenOver = new Map<string, number[]>();
    for (const seed of block.seeds) {
      const folder = ownSeedFolder(block.folder, block.cell, seed);
      makeFolder(block.folder, folder);
      const taken =
        (await takeLease(folder)) ??
        (await takeStale(folder, (text) => takenOver.set(text, [...(takenOver.get(text) ?? []), seed])));
      if (!taken) {
        (scanRun({ ...block, seed }).stage === 'finished' ? finished : others).push(seed);
        continue;
      }
      settleRewrite(folder);
      const { stage, summary, staleFiles } = scanRun({ ...block, seed });
      for (const name of staleFiles) await rm(join(folder, name), { recursive: true, force: true });
      const job = stage === 'to measure' ? 'measure' : 'train';
      // Measuring for this plan would drop the columns that only the newer plan asks for.
      const belongsToNewerPlan = (summary?.outcome === 'finished' || summary?.outcome === 'diverged') && isReplaced();
      const isDone = stage === 'finished' || belongsToNewerPlan;
      if (!isDone && job === block.job) {
        leases.push(taken);
        seeds.push(seed);
        continue;
      }
      taken.release();
      (isDone ? finished : otherJob).push(seed);
    }
    for (const [text, seeds] of takenOver) events.takenOver(block, seeds, text);
    if (finished.length > 0) events.elsewhere({ ...block, seeds: finished });
    if (others.length > 0) heldByOthers.push({ ...block, seeds: others });
    if (otherJob.length > 0)
      queue.unshift({ ...block, seeds: otherJob, job: block.job === 'train' ? 'measure' : 'train' });
    if (seeds.length === 0) return null;
    const leased: LeasedBlock = {
      block: { ...block, seeds },
      progress: null,
      async release() {
        ours.delete(leased);
        await beating; // a beat in progress would write the lease again
        for (const lease of leases) lease.release();
      },
    };
    ours.set(leased, leases);
    return leased;
  }

  async function takeStale(folder: string, report: (text: string) => void): Promise<HeldLease | null> {
    if ((await watch.look(folder)) !== 'stale') return null;
    const cleared = await watch.clear(folder);
    const taken = cleared && (await takeLease(folder));
    if (!taken) return null;
    const { host, pid, job } = cleared.lease ?? {};
    const text = host
      ? `taken over from process ${pid} on ${host}${job ? ` (job ${job})` : ''}, which has stopped`
      : 'taken over from a damaged lease';
    await noteIncident(folder, text);
    report(text);
    return taken;
  }

  return {
    next,
    putBack: (more) => append(queue, [...more, ...queue.splice(0)]),
    close: () => clearInterval(timer),
  };
}
