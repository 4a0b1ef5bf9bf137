/** Checks a sweep before it is expanded: unknown fields are reported and left out. */

import { MAX_AXES, MAX_RUNS, MAX_SETTINGS } from '../../core/gan/bounds.js';
import { newName } from '../../records/renamed.js';
import type { LocatedEntry, LocatedMap, SourcePosition } from '../read/located.js';
import { type Problem, problemAt } from '../read/problems.js';
import { isField, unknownField } from '../resolve/settings.js';
import type { Sweep } from './expand.js';
import { sweepSize, zipLengths } from './expand.js';

export interface RunLimit {
  /** The limit on the number of runs. */
  readonly runs: number;
  readonly seeds: number;
}

export function checkSweep(sweep: Sweep): { readonly sweep: Sweep; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const isKnown = (path: string, key: SourcePosition) => {
    const field = path.split('.')[0]!;
    if (isField(field)) return true;
    problems.push(newName('key', field) === undefined ? unknownField(field, key) : unknownField(path, key));
    return false;
  };
  const onlyKnown = (map: LocatedMap): LocatedMap => {
    const entries = [...map.entries].filter(([path, { key }]: [string, LocatedEntry]) => isKnown(path, key));
    return { ...map, entries: new Map(entries) };
  };
  const within = (map: LocatedMap | null): LocatedMap | null => {
    if (!map || map.entries.size <= MAX_AXES) return map;
    problems.push(problemAt(map.position, `has ${map.entries.size} axes; at most ${MAX_AXES} are allowed`));
    return null;
  };
  const vary = within(sweep.vary && onlyKnown(sweep.vary));
  const zip = within(sweep.zip && onlyKnown(sweep.zip));
  // An entry without its unknown field would be another setting, perhaps an existing one.
  const also = sweep.also.filter((overlay) => onlyKnown(overlay).entries.size === overlay.entries.size);
  const set = sweep.set.filter(({ path, key }) => isKnown(path, key));
  const lengths = zipLengths(zip);
  const even = new Set(lengths).size <= 1;
  if (zip && !even) problems.push(problemAt(zip.position, `lists must have equal lengths, got ${lengths.join(', ')}`));
  return { sweep: { base: sweep.base, vary, zip: even ? zip : null, also, set }, problems };
}

/** A grid that is too large is refused before it is expanded: `exclude` does not make a million settings cheap. */
export function tooLarge(sweep: Sweep, excludes: boolean, { runs, seeds }: RunLimit): Problem | null {
  const settings = sweepSize(sweep);
  if (settings > MAX_SETTINGS)
    return problemAt(
      positionOfSweep(sweep),
      `expands to ${settings} settings; at most ${MAX_SETTINGS} are allowed, before exclude`,
    );
  if (settings * (excludes ? 1 : seeds) <= runs) return null;
  return tooManyRuns(sweep, settings * seeds, runs);
}

export function tooManyRuns(sweep: Sweep, runs: number, limit: number): Problem {
  const message =
    runs > MAX_RUNS
      ? `expands to ${runs} runs; at most ${MAX_RUNS} are allowed`
      : `expands to ${runs} runs, above the limit of ${limit}; pass --max-runs ${runs}`;
  return problemAt(positionOfSweep(sweep), message);
}

const positionOfSweep = ({ vary, zip, base }: Sweep) => (vary ?? zip ?? base).position;
