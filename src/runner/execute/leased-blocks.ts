/** Which blocks this process works on: free runs are claimed, those that others hold are waited for. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Block } from '../plan/block.js';
import { scanRun } from '../plan/run-progress.js';
import { seedFolder } from '../store/layout.js';
import {
  BEAT_MS,
  type HeldLease,
  type LeaseProgress,
  type LeaseWatch,
  takeLease,
  watchLeases,
} from '../store/locks/leases.js';
import { makeFolder } from '../store/runs/experiment-folder.js';
import { noteIncident } from '../store/runs/incidents.js';
import { settleRewrite } from '../store/runs/rewrite.js';

/** A block whose runs are ours until it is given back. */
export interface LeasedBlock {
  readonly block: Block;
  /** Kept for whoever looks on. */
  progress: LeaseProgress | null;
  giveBack(): Promise<void>;
}

export interface BlockQueueEvents {
  /** Stale leases were taken over. */
  takenOver(block: Block, seeds: readonly number[], says: string): void;
  /** Others have finished these runs. */
  elsewhere(block: Block): void;
  /** Everything that is left is held by others. */
  waiting(runs: number): void;
  /** Others took over what this process was working on, or the disk refused the beat. */
  lost(claimed: LeasedBlock, error: unknown): void;
}

const LOOK = 500; // milliseconds between looks at what others hold

export interface BlockQueue {
  /** The next block with free runs; null where nothing is left, or when `signal` aborts. */
  next(signal: AbortSignal): Promise<LeasedBlock | null>;
  /** To be claimed before anything else. */
  putBack(blocks: readonly Block[]): void;
  close(): void;
}

export interface BlockQueueOptions {
  readonly watch?: LeaseWatch | undefined;
  /** Whether to wait for what others hold, in case they leave it; true unless said otherwise. */
  readonly waitForOthers?: boolean | undefined;
  /** Whether a newer plan lies on the disk: then what has ended is that plan's to measure. */
  readonly isReplaced?: (() => boolean) | undefined;
}

export function openBlockQueue(
  blocks: readonly Block[],
  events: BlockQueueEvents,
  { watch = watchLeases(), waitForOthers = true, isReplaced = () => false }: BlockQueueOptions,
): BlockQueue {
  const queue = [...blocks];
  let held: Block[] = [];
  const ours = new Map<LeasedBlock, HeldLease[]>();
  let beating: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    beating = Promise.all([...ours].map(([claimed, leases]) => beat(claimed, leases)));
  }, BEAT_MS);

  async function beat(claimed: LeasedBlock, leases: readonly HeldLease[]): Promise<void> {
    try {
      const kept = await Promise.all(leases.map((lease) => lease.beat(claimed.progress)));
      if (ours.has(claimed) && kept.includes(false)) events.lost(claimed, null);
    } catch (error) {
      events.lost(claimed, error);
    }
  }

  let told = false;

  async function next(signal: AbortSignal): Promise<LeasedBlock | null> {
    while (!signal.aborted) {
      const block = queue.shift();
      if (block) {
        const claimed = await claim(block);
        if (claimed) {
          told = false;
          return claimed;
        }
        continue;
      }
      // What we hold ourselves may come back, should its process die.
      if ((held.length === 0 || !waitForOthers) && ours.size === 0) return null;
      if (held.length > 0 && ours.size === 0 && !told) {
        events.waiting(held.reduce((sum, { seeds }) => sum + seeds.length, 0));
        told = true;
      }
      await sleep(LOOK, undefined, { signal }).catch(() => undefined);
      queue.push(...held);
      held = [];
    }
    return null;
  }

  /** Takes the block's free runs that still lack what it is for. */
  async function claim(block: Block): Promise<LeasedBlock | null> {
    const leases: HeldLease[] = [];
    const seeds: number[] = [];
    const others: number[] = [];
    const elsewise: number[] = [];
    const finished: number[] = [];
    const taken = new Map<string, number[]>();
    for (const seed of block.seeds) {
      const folder = seedFolder(block.folder, block.cell, seed);
      makeFolder(block.folder, folder);
      const lease =
        (await takeLease(folder)) ??
        (await takeStale(folder, (says) => taken.set(says, [...(taken.get(says) ?? []), seed])));
      if (!lease) {
        (scanRun({ ...block, seed }).stage === 'finished' ? finished : others).push(seed);
        continue;
      }
      settleRewrite(folder);
      const { stage, summary, staleFiles } = scanRun({ ...block, seed });
      for (const name of staleFiles) await rm(join(folder, name), { recursive: true, force: true });
      const job = stage === 'to measure' ? 'measure' : 'train';
      // Of another plan's readings this one would keep those alone for which it asks itself.
      const isTheirs = (summary?.outcome === 'finished' || summary?.outcome === 'diverged') && isReplaced();
      const isOver = stage === 'finished' || isTheirs;
      if (!isOver && job === block.job) {
        leases.push(lease);
        seeds.push(seed);
        continue;
      }
      lease.release();
      (isOver ? finished : elsewise).push(seed);
    }
    for (const [says, of] of taken) events.takenOver(block, of, says);
    if (finished.length > 0) events.elsewhere({ ...block, seeds: finished });
    if (others.length > 0) held.push({ ...block, seeds: others });
    if (elsewise.length > 0)
      queue.unshift({ ...block, seeds: elsewise, job: block.job === 'train' ? 'measure' : 'train' });
    if (seeds.length === 0) return null;
    const claimed: LeasedBlock = {
      block: { ...block, seeds },
      progress: null,
      async giveBack() {
        ours.delete(claimed);
        await beating; // a beat under way would put the lease back
        for (const lease of leases) lease.release();
      },
    };
    ours.set(claimed, leases);
    return claimed;
  }

  async function takeStale(folder: string, say: (says: string) => void): Promise<HeldLease | null> {
    if ((await watch.look(folder)) !== 'stale') return null;
    const cleared = await watch.clear(folder);
    const lease = cleared && (await takeLease(folder));
    if (!lease) return null;
    const { host, pid, job } = cleared.lease ?? {};
    const says = `taken over from ${host ? `process ${pid} of ${host}${job ? `, job ${job}` : ''}` : 'a torn lease'}, which has gone`;
    await noteIncident(folder, says);
    say(says);
    return lease;
  }

  return {
    next,
    putBack: (more) => void queue.unshift(...more),
    close: () => clearInterval(timer),
  };
}
