/** Surveys an experiment's folder: how far every run of the plan is, which process works on it, and what is not in the plan. */
import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import type { Experiment, PlannedCell } from '../../records/experiment.js';
import { measureIdentity } from '../measure/measure-identity.js';
import { diskNow } from '../store/bytes/disk-clock.js';
import { foldersIn, isOwnFolder } from '../store/bytes/own-folders.js';
import { StorageError } from '../store/bytes/storage-error.js';
import { cellFolder, FILES, seedFolder } from '../store/layout.js';
import { STALE_AFTER_MS } from '../store/locks/leases.js';
import { SEED_FOLDER } from '../store/own-names.js';
import { namesInFolder, type RunProgress, scanRun } from './run-progress.js';

/**
 * `running`: a live process holds its lease. `failed`: ended in an error. `cut off`: interrupted, and no process works on it.
 * `to measure`: trained, but not measured as the plan asks.
 */
export type RunState = 'done' | 'running' | 'cut off' | 'failed' | 'to measure' | 'to do';

export interface SurveyedRun {
  readonly cell: PlannedCell;
  readonly seed: number;
  readonly state: RunState;
  readonly progress: RunProgress;
  /** Seconds since the last beat of its lease, by the disk's clock; null without a lease. */
  readonly secondsSinceBeat: number | null;
}

/** A folder that is not in the plan. */
export interface UnplannedFolder {
  /** Relative to the experiment's folder: a cell, or a seed of a planned cell. */
  readonly path: string;
  readonly seeds: readonly number[];
  /** A process works there: a sweep of an older plan. */
  readonly running: boolean;
}

export interface Survey {
  /** Cell by cell, each with its seeds in the order of the plan. */
  readonly runs: readonly SurveyedRun[];
  readonly unplanned: readonly UnplannedFolder[];
}

export type SurveyPlan = Pick<Experiment, 'cells' | 'seeds' | 'measure'>;

/** `folder` is the experiment's own. Where it is missing, every run is `to do`. */
export function survey(experiment: SurveyPlan, folder: string): Survey {
  return { runs: surveyRuns(experiment, folder), unplanned: findUnplanned(folder, experiment) };
}

/** Cell by cell, each with its seeds in the order of the plan. */
export function surveyRuns({ cells, seeds, measure }: SurveyPlan, folder: string): readonly SurveyedRun[] {
  const now = diskNow(folder);
  const measured = measureIdentity(measure);
  const present = namesInFolder(join(folder, 'cells'));
  return cells.flatMap((cell) =>
    seeds.map((seed): SurveyedRun => {
      if (!present.has(cell.folder))
        return { cell, seed, state: 'to do', progress: NOT_STARTED, secondsSinceBeat: null };
      const progress = scanRun({ folder, cell, seed, measure, measured, shallow: true });
      const secondsSinceBeat = progress.lease && secondsSinceBeatIn(seedFolder(folder, cell, seed), now);
      return { cell, seed, progress, secondsSinceBeat, state: stateOf(progress, secondsSinceBeat) };
    }),
  );
}

/** Seeds of planned cells first, then cells. Lists every cell's folder. */
export function findUnplanned(folder: string, { cells, seeds }: SurveyPlan): readonly UnplannedFolder[] {
  const now = diskNow(folder);
  const isRunning = (cell: Pick<PlannedCell, 'folder'>) => (seed: number) => {
    const secondsSinceBeat = secondsSinceBeatIn(seedFolder(folder, cell, seed), now);
    return secondsSinceBeat !== null && secondsSinceBeat < STALE_AFTER_MS / 1000;
  };
  const planned = new Set(seeds);
  const present = new Set(foldersIn(join(folder, 'cells')));
  const more = cells
    .filter((cell) => present.delete(cell.folder))
    .flatMap((cell) => {
      const unplannedSeeds = seedsIn(folder, cell).filter((seed) => !planned.has(seed));
      return unplannedSeeds.map((seed) => ({
        path: join(cellFolder('', cell), 'seeds', String(seed)),
        seeds: [seed],
        running: isRunning(cell)(seed),
      }));
    });
  const others = [...present].sort().map((name) => {
    const cell = { folder: name };
    const there = seedsOfUnplanned(folder, cell);
    return { path: cellFolder('', cell), seeds: there, running: there.some(isRunning(cell)) };
  });
  return [...more, ...others];
}

/** What is not Helvetica's may hold links, and need not be understood. */
function seedsOfUnplanned(folder: string, cell: Pick<PlannedCell, 'folder'>): number[] {
  try {
    return seedsIn(folder, cell);
  } catch (error) {
    if (error instanceof StorageError) return [];
    throw error;
  }
}

const NOT_STARTED: RunProgress = {
  stage: 'to train',
  step: 0,
  damage: null,
  summary: null,
  lease: null,
  holderGone: false,
  staleFiles: [],
};

function stateOf({ stage, summary, lease, holderGone, step }: RunProgress, secondsSinceBeat: number | null): RunState {
  if (lease && !holderGone && (secondsSinceBeat === null || secondsSinceBeat < STALE_AFTER_MS / 1000)) return 'running';
  if (stage === 'finished') return 'done';
  if (summary?.outcome === 'error') return 'failed';
  if (stage === 'to measure') return 'to measure';
  return lease || step > 0 || summary?.outcome === 'interrupted' ? 'cut off' : 'to do';
}

/** Null where there is no lease. */
function secondsSinceBeatIn(folder: string, now: number): number | null {
  const beat = lstatSync(join(folder, FILES.lease), { throwIfNoEntry: false });
  return beat ? Math.max(0, (now - beat.mtimeMs) / 1000) : null;
}

function seedsIn(folder: string, cell: Pick<PlannedCell, 'folder'>): number[] {
  if (!isOwnFolder(cellFolder(folder, cell))) return [];
  const names = foldersIn(join(cellFolder(folder, cell), 'seeds')).filter((name) => SEED_FOLDER.test(name));
  return names.map(Number).sort((a, b) => a - b);
}
