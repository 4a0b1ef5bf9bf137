/** Runs the sweep of a plan: what is on disk is surveyed, the rest is trained. */
import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Backend } from '../core/engine/program.js';
import type { Experiment, PlannedCell } from '../records/experiment.js';
import { environmentOf } from './environment.js';
import { type SweepEvents, sweep } from './execute/sweep.js';
import type { Block } from './plan/block.js';
import { findDamagedFiles } from './plan/invalidate.js';
import { type MemoryPlan, planMemory } from './plan/memory.js';
import { DEFAULT_RETRY, type Plan, planBlocks } from './plan/plan-blocks.js';
import type { RunOptions } from './run-options.js';
import { abandonedIn } from './store/bytes/atomic.js';
import { thisHolder } from './store/holder.js';
import { keepSetting, makeExperimentFolder, writePlan } from './store/runs/experiment-folder.js';
import { watchPlan } from './store/runs/plan-watch.js';

/** Recorded with runs where the caller gives no command. */
export const ownCommand = () => ['node', ...process.argv.slice(1)].join(' ');

/** Throws what `runExperiment` throws. `joins`: the plan on disk stays as it is. */
export async function runSweep(
  experiment: Experiment,
  folder: string,
  opened: Backend,
  options: Omit<RunOptions, 'results'> & { readonly joins?: boolean },
): Promise<void> {
  const { backend = 'auto', retry = DEFAULT_RETRY, events = {}, signal = new AbortController().signal } = options;
  const workers = options.workers ?? availableParallelism();
  const environment = environmentOf(opened, options.command ?? ownCommand());
  const verified = options.verify ? await findDamagedFiles(folder, experiment) : [];
  const plan = await planBlocks(experiment, {
    folder,
    environment,
    workers: Math.max(workers, 1) * (options.sharedBy ?? 1),
    retry,
    checkpointEvery: options.checkpointEvery ?? null,
    shard: options.shard ?? null,
  });
  const memory = memoryOf(experiment, plan.blocks, workers);
  const unverified = plan.damaged.filter((text) => !verified.some((path) => text.startsWith(`${path}:`)));
  if (verified.length + unverified.length > 0) events.damaged?.([...verified, ...unverified]);
  makeExperimentFolder(folder);
  for (const name of abandonedIn(folder)) await removeStale(join(folder, name), plan);
  const previousFile = options.joins ? null : await writePlan(folder, experiment);
  const isReplaced = openReplacedCheck(folder, experiment, events);
  for (const cell of plan.complete) keepSetting(folder, cell); // those of other cells are written with their runs
  for (const path of plan.removed) await removeStale(path, plan);
  events.planned?.({
    ...plan,
    memory,
    previousFile,
    folder,
    workers,
    backendDescription: environment.backendDescription,
  });
  await sweep(options.sharedBy === undefined ? plan.blocks : rotatedForThisProcess(plan.blocks), {
    workers,
    backend,
    signal,
    maxFailures: options.maxFailures ?? Number.POSITIVE_INFINITY,
    waitForOthers: options.waitForOthers,
    watch: options.watch,
    isReplaced,
    events: { ...SILENT, ...events },
  });
  isReplaced(); // so that results of a newer plan are not shown as this one's without a message
}

/** Throws `NotEnoughMemoryError` where a block cannot fit. */
function memoryOf(experiment: Experiment, blocks: readonly Block[], workers: number): MemoryPlan | null {
  const together = new Map<PlannedCell, number>();
  for (const { cell, seeds } of blocks) together.set(cell, Math.max(together.get(cell) ?? 0, seeds.length));
  return planMemory(
    { ...experiment, cells: [...together.keys()] },
    { workers: Math.max(1, Math.min(workers, blocks.length)), together: (cell) => together.get(cell)! },
  );
}

/** Where nothing is left to do, stale files may stay: finished results may lie on read-only media. */
async function removeStale(path: string, { blocks }: Plan): Promise<void> {
  await rm(path, { recursive: true, force: true }).catch((error: NodeJS.ErrnoException) => {
    if (blocks.length > 0 || !['EROFS', 'EACCES', 'EPERM'].includes(error.code ?? '')) throw error;
  });
}

/** Checks whether another plan has replaced this one, and reports it the first time. */
function openReplacedCheck(folder: string, experiment: Experiment, { replaced }: NonNullable<RunOptions['events']>) {
  const newer = watchPlan(folder, experiment);
  let isReported = false;
  return () => {
    const file = newer();
    if (file !== null && !isReported)
      replaced?.(
        `the plan in ${folder} was replaced while this ran by a newer one, of ${file}. Runs that have ended are left to the newer plan, and the results shown are its own`,
      );
    isReported ||= file !== null;
    return file !== null;
  };
}

/** Processes that start at once begin at different blocks, so that they do not all ask for the same runs first. */
function rotatedForThisProcess<T>(items: readonly T[]): readonly T[] {
  const { host, pid, job } = thisHolder();
  const digest = createHash('sha256').update(`${host} ${pid} ${job}`).digest();
  const start = Math.floor((digest.readUInt32LE() / 2 ** 32) * items.length);
  return [...items.slice(start), ...items.slice(0, start)];
}

const SILENT: SweepEvents = {
  started: () => undefined,
  progress: () => undefined,
  ended: () => undefined,
  putBack: () => undefined,
  note: () => undefined,
  waiting: () => undefined,
};
