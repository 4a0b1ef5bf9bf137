/** Estimates how long the rest of a sweep takes, from the speed of similar runs. */
import { join } from 'node:path';
import type { Measure } from '../../records/experiment.js';
import { foldersIn } from '../store/bytes/own-folders.js';
import { cellFolder, seedFolder } from '../store/layout.js';
import { readPace } from '../store/runs/pace.js';
import { evenlySpaced, openSpeeds, readPaces } from './speeds.js';
import type { StaleCell } from './staleness.js';
import type { SurveyedRun } from './survey.js';

export interface EstimateOptions {
  readonly folder: string;
  readonly stale: ReadonlyMap<string, StaleCell>;
  readonly measure: Measure;
}

/** Seconds of one core; null where no similar run was done in this folder. */
export function estimateSeconds(
  runs: readonly SurveyedRun[],
  { folder, stale, measure }: EstimateOptions,
): number | null {
  const rest = runs.filter(({ progress }) => progress.stage !== 'finished');
  // Ended runs that restart count too.
  const known = runs.filter(
    ({ progress: { stage, summary } }) => stage === 'finished' || stage === 'to measure' || summary !== null,
  );
  const changed = [...new Map(rest.map(({ cell }) => [cell.id, cell])).values()].filter(({ id }) => stale.has(id));
  const similar = evenlySpaced(changed).map((cell) => ({ cell, pace: paceOf(folder, stale.get(cell.id)!) }));
  const secondsOf = openSpeeds([...readPaces(folder, known), ...similar], measure);
  let sum = 0;
  for (const { cell, progress } of rest) {
    const job = progress.stage === 'to measure' ? 'measure' : 'train';
    const seconds = secondsOf({ cell, job, step: progress.step });
    if (seconds === null) return null;
    sum += seconds;
  }
  return sum;
}

/** The speed of the first seed of the similar cell. */
function paceOf(folder: string, { similarFolder }: StaleCell) {
  const [seed] = foldersIn(join(cellFolder(folder, { folder: similarFolder }), 'seeds'));
  return readPace(seedFolder(folder, { folder: similarFolder }, Number(seed)));
}
