/** How often a series turns back: what tells a game that goes round from one that stands still, comes nearer or leaves. */

import type { Evidence } from './finding.js';
import type { Point, Series } from './run-trace.js';

const SWING = 1 / 4; // of the range: smaller ones are ripples
const MOVES = 0.01; // of the largest distance: what moves less stands still

export interface Turning {
  readonly count: number;
  readonly evidence: Evidence;
}

/**
 * Of the run's second half, which begins at `half`; of the whole run where that shows more and the second half moves as far: a
 * spiral outwards turns slower and slower. `largest`: distance from the equilibrium.
 */
export function turningOf(
  series: Pick<Series, 'column' | 'points'>,
  { half, largest }: { readonly half: number; readonly largest: number },
): Turning {
  const late = series.points.filter(({ step }) => step >= half);
  const moves = rangeOf(late);
  const still = moves < MOVES * largest;
  const inHalf = turned(series.column, late, still);
  const inAll = turned(series.column, series.points, still || moves < SWING * rangeOf(series.points));
  return inAll.count > inHalf.count ? inAll : inHalf;
}

function turned(column: string, points: readonly Point[], still: boolean): Turning {
  const values = points.map(({ value }) => value);
  const count = still ? 0 : reversals(values, SWING * rangeOf(points));
  return {
    count,
    evidence: {
      reading: column,
      from: points[0]?.step ?? 0,
      to: points.at(-1)?.step ?? 0,
      statistic: 'reversals',
      value: count,
      beside: null,
      says: 'so often it turned back by a quarter of its range or more',
    },
  };
}

function rangeOf(points: readonly Point[]): number {
  const values = points.map(({ value }) => value);
  return points.length === 0 ? 0 : Math.max(...values) - Math.min(...values);
}

/** Changes of direction between swings of at least this much. */
export function reversals(values: readonly number[], swing: number): number {
  let [count, way] = [0, 0];
  let [low, high] = [values[0], values[0]]; // since the last turn
  for (const value of values) {
    [low, high] = [Math.min(low, value), Math.max(high, value)];
    const now = value - low >= swing && way !== 1 ? 1 : high - value >= swing && way !== -1 ? -1 : 0;
    if (now === 0) continue;
    if (way !== 0) count++;
    way = now;
    [low, high] = [value, value];
  }
  return count;
}
