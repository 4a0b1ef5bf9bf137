/** How long the rest of a sweep takes, from the speed at which its like was trained and measured. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Measure } from '../../records/experiment.js';
import { cellFolder, seedFolder } from '../store/layout.js';
import { readPace } from '../store/runs/pace.js';
import { openSpeeds, readPaces, spread } from './speeds.js';
import type { Stale } from './staleness.js';
import type { SurveyedRun } from './survey.js';

export interface EstimateOptions {
  readonly folder: string;
  readonly stale: ReadonlyMap<string, Stale>;
  readonly measure: Measure;
}

/** Seconds of one core; null where nothing like it was ever done here. */
export function estimate(runs: readonly SurveyedRun[], { folder, stale, measure }: EstimateOptions): number | null {
  const rest = runs.filter(({ found }) => found.standing !== 'finished');
  // Those that begin again tell it too.
  const known = runs.filter(
    ({ found: { standing, summary } }) => standing === 'finished' || standing === 'to measure' || summary !== null,
  );
  const changed = [...new Map(rest.map(({ cell }) => [cell.id, cell])).values()].filter(({ id }) => stale.has(id));
  const before = spread(changed).map((cell) => ({ cell, pace: paceOf(folder, stale.get(cell.id)!) }));
  const secondsOf = openSpeeds([...readPaces(folder, known), ...before], measure);
  let sum = 0;
  for (const { cell, found } of rest) {
    const job = found.standing === 'to measure' ? 'measure' : 'train';
    const seconds = secondsOf({ cell, job, step: found.step });
    if (seconds === null) return null;
    sum += seconds;
  }
  return sum;
}

/** Of the cell that a changed one was, by its first seed. */
function paceOf(folder: string, { like }: Stale) {
  const [seed] = readdirSync(join(cellFolder(folder, { folder: like }), 'seeds'));
  return readPace(seedFolder(folder, { folder: like }, Number(seed)));
}
