/** Runs what an experiment still lacks, on all cores, and reads back the whole record. */
import { mkdir, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { openBackend } from '../core/engine/backends.js';
import { MissingBackendError } from '../core/engine/errors.js';
import type { Backend, BackendName } from '../core/engine/program.js';
import { onBackend } from '../core/experiment/identity.js';
import type { Experiment } from '../core/experiment/plan.js';
import type { ExperimentRecord } from '../core/records.js';
import { environmentOf } from './environment.js';
import { type Plan, planBlocks, RETRIED, type Retry } from './plan-blocks.js';
import { readExperiment, writePlan } from './store/experiments.js';
import { storageError } from './store/folders.js';
import { experimentFolder, FILES } from './store/layout.js';
import type { LeaseWatch } from './store/leases.js';
import { type SweepEvents, sweep } from './sweep.js';

export interface Planned extends Plan {
  readonly folder: string;
  readonly workers: number;
  readonly backendSays: string;
  /** The experiment file of the plan that this one replaces, where that was another. */
  readonly before: string | null;
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
  readonly signal?: AbortSignal | undefined;
  readonly watch?: LeaseWatch | undefined;
  readonly events?: Partial<SweepEvents> & {
    planned?(plan: Planned): void;
  };
}

/** Throws the signal's reason, `StorageError` where the results cannot be written, or `TooManyFailures`. */
export async function runExperiment(given: Experiment, options: RunOptions): Promise<ExperimentRecord> {
  const { backend, retry = RETRIED, events = {}, signal = new AbortController().signal } = options;
  const opened = await openBackend(backend);
  const experiment = { ...given, cells: given.cells.map((cell) => onBackend(cell, opened.name)) };
  requireElementTypes(experiment, opened);
  const folder = experimentFolder(options.results, experiment);
  const workers = options.workers ?? availableParallelism();
  const environment = environmentOf(opened, options.command);
  const checkpointEvery = options.checkpointEvery ?? null;
  try {
    const plan = await planBlocks(experiment, {
      folder,
      environment,
      workers: Math.max(workers, 1),
      retry,
      checkpointEvery,
    });
    await mkdir(folder, { recursive: true });
    const before = await writePlan(folder, experiment);
    for (const at of plan.givenUp) await rm(join(at, FILES.summary), { force: true });
    events.planned?.({ ...plan, before, folder, workers, backendSays: environment.backendSays });
    await sweep(plan.blocks, {
      workers,
      backend,
      signal,
      maxFailures: options.maxFailures ?? Number.POSITIVE_INFINITY,
      watch: options.watch,
      events: { ...SILENT, ...events },
    });
    return await readExperiment(folder);
  } catch (error) {
    throw storageError(folder, (error as NodeJS.ErrnoException | null)?.code) ?? error;
  }
}

const SILENT: SweepEvents = {
  started: () => undefined,
  progress: () => undefined,
  ended: () => undefined,
  putBack: () => undefined,
  note: () => undefined,
  waiting: () => undefined,
};

/** Refused before anything runs. */
function requireElementTypes({ cells }: Experiment, { name, elementTypes }: Backend): void {
  const asked = cells.find(({ setting }) => !elementTypes.includes(setting.dtype));
  if (asked)
    throw new MissingBackendError(
      `the ${name} backend computes in ${elementTypes.join(', ')}, and ${asked.folder} asks for ${asked.setting.dtype}: use --backend onnx`,
    );
}
