/** Which settings a page draws and lists one by one: all, unless they are too many for a browser and for a reader. */

import { spread } from '../charts/thin.js';
import type { Column } from '../text/column.js';
import { type Arm, paint } from './settings.js';
import { byTarget, compareRanked, summaryOf } from './summary.js';

export const MOST_DRAWN = 100; // settings

export interface Drawn {
  /** In the order of the files; of too many, from the best to the worst. */
  readonly arms: readonly Arm[];
  /** What the chosen ones were ranked by; null where all are drawn, or where nothing ranks them. */
  readonly by: Column | null;
  /** Whether there are more. */
  readonly some: boolean;
}

/**
 * Of too many, evenly spread from the best to the worst by the first metric that has a better end, both ends among them; the
 * settings of each target on their own. Where no metric ranks, evenly spread over the files.
 */
export function drawnOf(arms: readonly Arm[], columns: readonly Column[]): Drawn {
  if (arms.length <= MOST_DRAWN) return { arms, by: null, some: false };
  const begun = arms.filter(({ runs }) => runs.length > 0);
  const by = columns.find(({ metric }) => metric.better !== 'neither') ?? null;
  const ranked = by ? byTarget(begun).flatMap((group) => fromBest(group, by)) : begun;
  const chosen = spread(ranked.length, MOST_DRAWN).map((i) => ranked[i]);
  return { arms: chosen.map((arm, i) => ({ ...arm, ...paint(i) })), by, some: true };
}

/** By the median run; without a reading last. */
function fromBest(arms: readonly Arm[], column: Column): readonly Arm[] {
  const known = arms.map((arm) => ({ arm, median: summaryOf(arm, column).median }));
  const sorted = known.sort((a, b) => {
    if (a.median === null || b.median === null) return Number(a.median === null) - Number(b.median === null);
    return compareRanked(a.median, b.median, column);
  });
  return sorted.map(({ arm }) => arm);
}
