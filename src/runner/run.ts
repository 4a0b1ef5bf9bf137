/** Runs what an experiment still lacks, on all cores, and reads back the whole record. */
import { mkdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { openBackend } from '../core/engine/backends.js';
import { MissingBackendError } from '../core/engine/errors.js';
import type { Backend, BackendName } from '../core/engine/program.js';
import { onBackend } from '../core/experiment/identity.js';
import type { Experiment } from '../core/experiment/plan.js';
import type { ExperimentRecord } from '../core/records.js';
import { type Block, runBlock } from './block.js';
import { environmentOf } from './environment.js';
import { type Plan, planBlocks } from './plan-blocks.js';
import { type PoolEvents, runOnPool } from './pool.js';
import { readExperiment, writePlan } from './store/experiments.js';
import { experimentFolder, seedFolder } from './store/layout.js';
import { readSummary, writeRun } from './store/runs.js';
import { openWorkshop } from './workshop.js';

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
  readonly workers?: number;
  /** The command line, for the record. */
  readonly command: string;
  readonly signal?: AbortSignal;
  readonly events?: Partial<PoolEvents> & {
    planned?(plan: Planned): void;
  };
}

export async function runExperiment(given: Experiment, options: RunOptions): Promise<ExperimentRecord> {
  const { backend, events = {}, signal = new AbortController().signal } = options;
  const opened = await openBackend(backend);
  const experiment = { ...given, cells: given.cells.map((cell) => onBackend(cell, opened.name)) };
  requireElementTypes(experiment, opened);
  const folder = experimentFolder(options.results, experiment);
  const workers = options.workers ?? availableParallelism();
  const environment = environmentOf(opened, options.command);
  const plan = await planBlocks(experiment, { folder, environment, workers: Math.max(workers, 1) });
  await mkdir(folder, { recursive: true });
  const before = await writePlan(folder, experiment);
  events.planned?.({ ...plan, before, folder, workers, backendSays: environment.backendSays });
  const settled: Promise<void>[] = [];
  const all: PoolEvents = {
    started: (block) => events.started?.(block),
    progress: (block, progress) => events.progress?.(block, progress),
    ended(block, error) {
      settled.push(
        (async () => {
          if (error !== null) await writeError(block, error);
          await events.ended?.(block, error);
        })(),
      );
    },
  };
  if (workers === 0) await runHere(plan.blocks, backend, all, signal);
  else await runOnPool(plan.blocks, { workers, backend, events: all, signal });
  await Promise.all(settled);
  return readExperiment(folder);
}

/** Refused before anything runs. */
function requireElementTypes({ cells }: Experiment, { name, elementTypes }: Backend): void {
  const asked = cells.find(({ setting }) => !elementTypes.includes(setting.dtype));
  if (asked)
    throw new MissingBackendError(
      `the ${name} backend computes in ${elementTypes.join(', ')}, and ${asked.folder} asks for ${asked.setting.dtype}: use --backend onnx`,
    );
}

async function runHere(
  blocks: readonly Block[],
  backend: RunOptions['backend'],
  events: PoolEvents,
  signal: AbortSignal,
) {
  const workshop = await openWorkshop(backend);
  for (const block of blocks) {
    signal.throwIfAborted();
    events.started(block);
    const error = await runBlock(block, workshop, (progress) => {
      signal.throwIfAborted();
      events.progress(block, progress);
    }).then(
      () => null,
      (thrown: Error) => thrown.stack ?? thrown.message,
    );
    signal.throwIfAborted();
    events.ended(block, error);
  }
}

/**
 * An error is a bug or the machine: the sweep goes on, the run says why it has no results, the next time tries again.
 * What has ended before keeps its results.
 */
async function writeError(block: Block, error: string): Promise<void> {
  for (const seed of block.seeds) {
    const folder = seedFolder(block.folder, block.cell, seed);
    const before = await readSummary(folder);
    if (before?.outcome === 'finished' || before?.outcome === 'diverged') continue;
    await writeRun(folder, {
      summary: { outcome: 'error', verdict: null, steps: 0, reason: error.split('\n')[0], measured: block.measured },
      environment: block.environment,
      history: [],
      arrays: {},
    });
  }
}
