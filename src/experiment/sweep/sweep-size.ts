/** A sweep made safe to expand: what names no field of a setting is left out, and said. */

import type { Entry, LocatedMap, Place } from '../read/located.js';
import { type Problem, problemAt } from '../read/problems.js';
import { isField, unknownField } from '../resolve/settings.js';
import type { Sweep } from './expand.js';
import { sweepSize, zipLengths } from './expand.js';

export interface RunLimit {
  /** Runs that are allowed. */
  readonly runs: number;
  readonly seeds: number;
}

export function soundSweep(sweep: Sweep): { readonly sweep: Sweep; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const isKnown = (path: string, key: Place) => {
    const field = path.split('.')[0]!;
    if (!isField(field)) problems.push(unknownField(field, key));
    return isField(field);
  };
  const onlyKnown = (map: LocatedMap): LocatedMap => {
    const entries = [...map.entries].filter(([path, { key }]: [string, Entry]) => isKnown(path, key));
    return { ...map, entries: new Map(entries) };
  };
  const vary = sweep.vary && onlyKnown(sweep.vary);
  const zip = sweep.zip && onlyKnown(sweep.zip);
  const also = sweep.also.map(onlyKnown);
  const set = sweep.set.filter(({ path, key }) => isKnown(path, key));
  const lengths = zipLengths(zip);
  const even = new Set(lengths).size <= 1;
  if (zip && !even)
    problems.push(problemAt(zip.place, `lists must be of equal length, these have ${lengths.join(', ')} values`));
  return { sweep: { base: sweep.base, vary, zip: even ? zip : null, also, set }, problems };
}

/** A grid that is too large, before it is expanded: what `exclude` removes does not make a million settings cheap. */
export function tooLarge(sweep: Sweep, excludes: boolean, { runs, seeds }: RunLimit): Problem | null {
  const settings = sweepSize(sweep);
  if (settings * (excludes ? 1 : seeds) <= runs) return null;
  return tooManyRuns(sweep, settings * seeds, runs);
}

export function tooManyRuns({ vary, zip, base }: Sweep, runs: number, limit: number): Problem {
  const says = `comes to ${runs} runs; more than ${limit} need --max-runs ${runs} on the command line`;
  return problemAt((vary ?? zip ?? base).place, says);
}
