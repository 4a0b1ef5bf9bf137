/** Runs what an experiment still lacks, on all cores, and reads back the whole record. */
import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { openBackend } from '../core/engine/backends/backends.js';
import { MissingBackendError } from '../core/engine/errors.js';
import type { Backend, BackendName } from '../core/engine/program.js';
import type { Experiment } from '../records/experiment.js';
import { cellId, ENGINE, onBackend } from '../records/identity.js';
import type { ExperimentRecord } from '../records/run-record.js';
import { environmentOf } from './environment.js';
import { type SweepEvents, sweep } from './execute/sweep.js';
import { findDamagedFiles } from './plan/invalidate.js';
import { DEFAULT_RETRY, type Plan, planBlocks, type Retry } from './plan/plan-blocks.js';
import type { Shard } from './plan/shard.js';
import { readExperiment } from './read-experiment.js';
import { abandonedIn } from './store/bytes/atomic.js';
import { errorPath, storageError } from './store/bytes/storage-error.js';
import { thisHolder } from './store/holder.js';
import { experimentFolder } from './store/layout.js';
import type { LeaseWatch } from './store/locks/leases.js';
import { keepSetting, makeExperimentFolder, planIn, writePlan } from './store/runs/experiment-folder.js';
import { watchPlan } from './store/runs/plan-watch.js';

export interface PlannedSweep extends Plan {
  readonly folder: string;
  readonly workers: number;
  readonly backendSays: string;
  /** The experiment file of the plan that this one replaces, where that was another. */
  readonly previousFile: string | null;
}

export interface RunOptions {
  /** The folder above the experiments' own. */
  readonly results: string;
  readonly backend: 'auto' | BackendName;
  /** Processes; 0 runs everything in this one. */
  readonly workers?: number | undefined;
  /** The command line, for the record. */
  readonly command: string;
  /** Endings that are tried again; errors and interruptions if left out. */
  readonly retry?: readonly Retry[] | undefined;
  /** Failed runs after which no more is tried. */
  readonly maxFailures?: number | undefined;
  /** Checkpoints are written every so many steps too, and not only by time. */
  readonly checkpointEvery?: number | undefined;
  /** Only this part of the plan's runs. */
  readonly shard?: Shard | undefined;
  /** How many such processes share the sweep: cells are split so that there is work for all. */
  readonly sharedBy?: number | undefined;
  /** Whether to wait for runs that others hold, in case they are left; true unless said otherwise. */
  readonly waitForOthers?: boolean | undefined;
  /** Whether every byte of finished runs is read before they are believed; else their files' sizes and dates are. */
  readonly verify?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly watch?: LeaseWatch | undefined;
  readonly events?: Partial<SweepEvents> & {
    /** Files of finished runs that are not what they were: asked for by `verify`. */
    damaged?(paths: readonly string[]): void;
    planned?(plan: PlannedSweep): void;
    /** Said once. Results that are read from now on are those of the newer plan. */
    replaced?(says: string): void;
  };
}

/** Throws the signal's reason, `StorageError` where the results cannot be written, or `TooManyFailures`. */
export async function runExperiment(given: Experiment, options: RunOptions): Promise<ExperimentRecord> {
  const opened = await openBackend(options.backend);
  const { experiment, folder } = placed(given, opened, options.results);
  return storing(folder, async () => {
    await workOn(experiment, folder, opened, options);
    return readExperiment(folder);
  });
}

/** Lays the plan down for workers to join, and says what is to do; refuses what `runExperiment` would refuse. */
export async function prepareSweep(
  given: Experiment,
  options: Pick<RunOptions, 'results' | 'backend' | 'command'>,
): Promise<Plan & { readonly folder: string; readonly backend: BackendName }> {
  const opened = await openBackend(options.backend);
  const { experiment, folder } = placed(given, opened, options.results);
  const environment = environmentOf(opened, options.command);
  const common = { folder, environment, workers: 1, retry: DEFAULT_RETRY, checkpointEvery: null, shard: null };
  return storing(folder, async () => {
    const plan = await planBlocks(experiment, common);
    makeExperimentFolder(folder);
    await writePlan(folder, experiment);
    return { ...plan, folder, backend: opened.name };
  });
}

/** Works with others at the sweep that lies in the folder, until nothing is left; its plan stays as it is. */
export async function joinSweep(folder: string, options: Omit<RunOptions, 'results'>): Promise<void> {
  const opened = await openBackend(options.backend);
  const experiment = await planIn(folder);
  requirePlannedBy(experiment, opened.name);
  requireElementTypes(experiment, opened);
  await storing(folder, () => workOn(experiment, folder, opened, { ...options, joins: true }));
}

/** As the backend trains it, and where. */
function placed(given: Experiment, backend: Backend, results: string) {
  const experiment = { ...given, cells: given.cells.map((cell) => onBackend(cell, backend.name)) };
  requireElementTypes(experiment, backend);
  return { experiment, folder: experimentFolder(results, experiment) };
}

async function storing<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code } = (error ?? {}) as NodeJS.ErrnoException;
    throw storageError(folder, code, errorPath(error)) ?? error;
  }
}

async function workOn(
  experiment: Experiment,
  folder: string,
  opened: Backend,
  options: Omit<RunOptions, 'results'> & { readonly joins?: boolean },
): Promise<void> {
  const { backend, retry = DEFAULT_RETRY, events = {}, signal = new AbortController().signal } = options;
  const workers = options.workers ?? availableParallelism();
  const environment = environmentOf(opened, options.command);
  if (options.verify) events.damaged?.(await findDamagedFiles(folder, experiment));
  const plan = await planBlocks(experiment, {
    folder,
    environment,
    workers: Math.max(workers, 1) * (options.sharedBy ?? 1),
    retry,
    checkpointEvery: options.checkpointEvery ?? null,
    shard: options.shard ?? null,
  });
  makeExperimentFolder(folder);
  for (const name of abandonedIn(folder)) await rm(join(folder, name), { force: true });
  const before = options.joins ? null : await writePlan(folder, experiment);
  const isReplaced = replacing(folder, experiment, events);
  for (const cell of plan.complete) keepSetting(folder, cell); // of others whoever works on them does
  for (const path of plan.removed) await rm(path, { recursive: true, force: true });
  events.planned?.({ ...plan, previousFile: before, folder, workers, backendSays: environment.backendSays });
  await sweep(options.sharedBy === undefined ? plan.blocks : fromSomewhere(plan.blocks), {
    workers,
    backend,
    signal,
    maxFailures: options.maxFailures ?? Number.POSITIVE_INFINITY,
    waitForOthers: options.waitForOthers,
    watch: options.watch,
    isReplaced,
    events: { ...SILENT, ...events },
  });
  isReplaced(); // or what others planned would be shown as this plan's without a word
}

/** Whether another plan lies there by now; says so the first time. */
function replacing(folder: string, experiment: Experiment, { replaced }: NonNullable<RunOptions['events']>) {
  const newer = watchPlan(folder, experiment);
  let told = false;
  return () => {
    const file = newer();
    if (file !== null && !told)
      replaced?.(
        `the plan in ${folder} was replaced by that of ${file} as it is now, while this ran: runs that have ended are left to it, and the results shown are its`,
      );
    told ||= file !== null;
    return file !== null;
  };
}

/** Many that start at once begin at different places, so that they do not all ask for the same runs first. */
function fromSomewhere<T>(items: readonly T[]): readonly T[] {
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

/** A plan of another engine or backend would be trained to other bits under its name. */
function requirePlannedBy({ cells }: Experiment, backend: string): void {
  const strange = cells.find((cell) => onBackend({ ...cell, id: cellId(cell.setting) }, backend).id !== cell.id);
  if (strange)
    throw new MissingBackendError(
      `${strange.folder} was not planned for the ${backend} backend by this version of Helvetica (ENGINE ${ENGINE}): give its --backend, or run the experiment file again`,
    );
}

/** Refused before anything runs. */
function requireElementTypes({ cells }: Experiment, { name, elementTypes }: Backend): void {
  const asked = cells.find(({ setting }) => !elementTypes.includes(setting.dtype));
  if (asked)
    throw new MissingBackendError(
      `the ${name} backend computes in ${elementTypes.join(', ')}, and ${asked.folder} asks for ${asked.setting.dtype}: use --backend onnx`,
    );
}
