/** Runs what an experiment still needs, on all cores, and reads all of its results. */

import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { openBackend } from '../core/engine/backends/backends.js';
import { type Backend, type BackendName, MissingBackendError } from '../core/engine/program.js';
import { loadedExtensions } from '../experiment/extensions/loaded-extensions.js';
import { trainingProblem } from '../experiment/plan/check-members.js';
import type { Experiment, PlannedCell } from '../records/experiment.js';
import { cellId, ENGINE_VERSION, onBackend } from '../records/identity.js';
import type { ExperimentRecord } from '../records/run-record.js';
import { environmentOf } from './environment.js';
import { type SweepEvents, sweep } from './execute/sweep.js';
import type { Block } from './plan/block.js';
import { findDamagedFiles } from './plan/invalidate.js';
import { type MemoryPlan, planMemory } from './plan/memory.js';
import { DEFAULT_RETRY, type Plan, planBlocks, type Retry } from './plan/plan-blocks.js';
import type { Shard } from './plan/shard.js';
import { readExperiment } from './read-experiment.js';
import { abandonedIn } from './store/bytes/atomic.js';
import { errorPath, storageError } from './store/bytes/storage-error.js';
import { thisHolder } from './store/holder.js';
import { experimentFolder, FILES } from './store/layout.js';
import type { LeaseWatch } from './store/locks/leases.js';
import { keepSetting, makeExperimentFolder, planIn, writePlan } from './store/runs/experiment-folder.js';
import { watchPlan } from './store/runs/plan-watch.js';

export interface PlannedSweep extends Plan {
  readonly folder: string;
  readonly workers: number;
  readonly backendDescription: string;
  /** The experiment file of the plan that this one replaces, where it was another one. */
  readonly previousFile: string | null;
  /** Of the most demanding setting that is still to be trained; null where none is. */
  readonly memory: MemoryPlan | null;
}

/** How `runExperiment` runs an experiment. */
export interface RunOptions {
  /** Folder of all results; the experiment's own folder is made in it, e.g. `results/ring`. */
  readonly results: string;
  /** What trains. Default `auto`: the best one that is installed. */
  readonly backend?: 'auto' | BackendName | undefined;
  /** Worker processes; 0 trains in this process. Default: the number of cores. */
  readonly workers?: number | undefined;
  /** Recorded with every run, in `environment.json`. Default: the command line of this process. */
  readonly command?: string | undefined;
  /** Outcomes of earlier runs to retry. Default: `error` and `interrupted`. */
  readonly retry?: readonly Retry[] | undefined;
  /** Failed runs after which the sweep stops. Default: no limit. */
  readonly maxFailures?: number | undefined;
  /** Steps between checkpoints, in addition to those by time. */
  readonly checkpointEvery?: number | undefined;
  /** Runs only this part of the plan. */
  readonly shard?: Shard | undefined;
  /** How many such processes share the sweep: cells are split so that there is work for all. Default 1. */
  readonly sharedBy?: number | undefined;
  /** Whether to wait for runs leased by other workers, in case these stop. Default true. */
  readonly waitForOthers?: boolean | undefined;
  /** Whether to verify every byte of finished runs before reusing them. Default: only sizes, dates and metric values. */
  readonly verify?: boolean | undefined;
  /** Stops the sweep: runs in progress write a checkpoint, and its reason is thrown. */
  readonly signal?: AbortSignal | undefined;
  /** How leases of other processes are watched; a test replaces its clock. */
  readonly watch?: LeaseWatch | undefined;
  /** Called while the sweep runs. */
  readonly events?: Partial<SweepEvents> & {
    /** Damaged files of runs that had ended, whose runs are done again: paths found by `verify`, others with what is wrong. */
    damaged?(files: readonly string[]): void;
    /** What is to do, before any run starts. */
    planned?(plan: PlannedSweep): void;
    /** Another plan has replaced this one; called once. From now on results are read for the newer plan. */
    replaced?(message: string): void;
  };
}

/**
 * Runs what an experiment still needs, on all cores, and reads all of its results. Finished runs are reused, interrupted ones
 * resume from their last checkpoint, and a changed `measure` only measures again. Several calls, in several processes and on several
 * machines that share the disk, may run one experiment at once.
 *
 * @param given the experiment, as `loadExperiment` returns it
 * @param options `results` is needed, all others have defaults: see `RunOptions`
 * @returns the plan and the record of every run that has ended: see `readExperiment`. A run that diverged is a result; one that failed
 *   has the outcome `error` and its reason.
 * @throws the reason of `options.signal`, once it aborts and all checkpoints are written
 * @throws NotEnoughMemoryError where a setting needs more memory than the machine has
 * @throws StorageError where the results cannot be written: disk full, read-only, folder removed. Results already written are intact.
 * @throws TooManyFailuresError after `options.maxFailures` failed runs
 * @throws MissingBackendError where the backend is not installed, or does not support the `dtype` of a cell
 * @example
 * const experiment = await loadExperiment('ring.yaml');
 * const { runs } = await runExperiment(experiment, { results: 'results' });
 * const outcomes = runs.map(({ seed, outcome }) => `${seed} ${outcome}`);
 */
export async function runExperiment(given: Experiment, options: RunOptions): Promise<ExperimentRecord> {
  const opened = await openBackend(options.backend ?? 'auto');
  const { experiment, folder } = forBackend(given, opened, options.results);
  return withStorageErrors(folder, async () => {
    await runSweep(experiment, folder, opened, options);
    return readExperiment(folder);
  });
}

/** Writes the plan for workers to join, and returns what is to do. Throws where `runExperiment` would before it trains. */
export async function prepareSweep(
  given: Experiment,
  options: Pick<RunOptions, 'results' | 'backend' | 'command'>,
): Promise<Plan & { readonly folder: string; readonly backend: BackendName }> {
  const opened = await openBackend(options.backend ?? 'auto');
  const { experiment, folder } = forBackend(given, opened, options.results);
  const environment = environmentOf(opened, options.command ?? ownCommand());
  const common = { folder, environment, workers: 1, retry: DEFAULT_RETRY, checkpointEvery: null, shard: null };
  return withStorageErrors(folder, async () => {
    const plan = await planBlocks(experiment, common);
    makeExperimentFolder(folder);
    await writePlan(folder, experiment);
    return { ...plan, folder, backend: opened.name };
  });
}

/** A plan on disk that this version cannot train: damaged, from another version, or forged. */
export class InvalidPlanError extends Error {
  override readonly name = 'InvalidPlanError';
}

/** Works with other processes on the sweep whose plan is in the folder, until nothing is left. The plan is not changed. */
export async function joinSweep(folder: string, options: Omit<RunOptions, 'results'>): Promise<void> {
  const opened = await openBackend(options.backend ?? 'auto');
  const experiment = await planIn(folder);
  const loaded = new Set(loadedExtensions().map(({ sha256 }) => sha256));
  const missing = (experiment.extensions ?? []).find(({ sha256 }) => !loaded.has(sha256));
  if (missing)
    throw new InvalidPlanError(
      `${join(folder, FILES.experiment)}: needs the code of ${missing.file} (sha256 ${missing.sha256}), which is not loaded`,
    );
  const problem = trainingProblem(experiment, join(folder, FILES.experiment));
  if (problem !== null) throw new InvalidPlanError(`${problem}: run the experiment file again`);
  requirePlannedFor(experiment, opened.name);
  requireElementTypes(experiment, opened);
  await withStorageErrors(folder, () => runSweep(experiment, folder, opened, { ...options, joins: true }));
}

/** The experiment as the backend trains it, and its folder. */
function forBackend(given: Experiment, backend: Backend, results: string) {
  const experiment = { ...given, cells: given.cells.map((cell) => onBackend(cell, backend.name)) };
  requireElementTypes(experiment, backend);
  return { experiment, folder: experimentFolder(results, experiment) };
}

const ownCommand = () => ['node', ...process.argv.slice(1)].join(' ');

async function withStorageErrors<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code } = (error ?? {}) as NodeJS.ErrnoException;
    throw storageError(folder, code, errorPath(error)) ?? error;
  }
}

async function runSweep(
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

/** A plan of another ENGINE or backend would be trained to other numbers under the same name. */
function requirePlannedFor({ cells }: Experiment, backend: string): void {
  const other = cells.find((cell) => onBackend({ ...cell, id: cellId(cell.setting) }, backend).id !== cell.id);
  if (other)
    throw new MissingBackendError(
      `${other.folder} was not planned for the ${backend} backend by this version of Helvetica (ENGINE ${ENGINE_VERSION}): pass the --backend that it was planned for, or run the experiment file again`,
    );
}

/** Throws before anything runs. */
function requireElementTypes({ cells }: Experiment, { name, elementTypes }: Backend): void {
  const unsupported = cells.find(({ setting }) => !elementTypes.includes(setting.dtype));
  if (unsupported)
    throw new MissingBackendError(
      `the ${name} backend computes in ${elementTypes.join(', ')}, and ${unsupported.folder} needs ${unsupported.setting.dtype}: use --backend onnx`,
    );
}
