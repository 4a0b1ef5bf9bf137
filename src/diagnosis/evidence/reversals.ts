/** How often a series turns back: separates a game that circles from one that rests, converges or escapes. */

import { maximum, minimum } from '../../core/math/long-lists.js';
import type { Evidence } from './evidence.js';
import type { Point, Series } from './run-trace.js';

const MIN_SWING = 1 / 4; // share of the range: smaller swings are ripples
const MIN_RANGE = 0.01; // share of the largest distance: a series within it is at rest

export interface Reversals {
  readonly count: number;
  readonly evidence: Evidence;
}

/**
 * Reversals in the second half of the run, which begins at step `half`; in the whole run where that has more of them and the second
 * half moves as far: an outward spiral turns ever more slowly. `largest`: the largest distance from the equilibrium.
 */
export function reversalsOf(
  series: Pick<Series, 'column' | 'points'>,
  { half, largest }: { readonly half: number; readonly largest: number },
): Reversals {
  const late = series.points.filter(({ step }) => step >= half);
  const range = rangeOf(late);
  const rests = range < MIN_RANGE * largest;
  const inHalf = reversalsIn(series.column, late, rests);
  const inAll = reversalsIn(series.column, series.points, rests || range < MIN_SWING * rangeOf(series.points));
  return inAll.count > inHalf.count ? inAll : inHalf;
}

function reversalsIn(column: string, points: readonly Point[], rests: boolean): Reversals {
  const values = points.map(({ value }) => value);
  const count = rests ? 0 : countReversals(values, MIN_SWING * rangeOf(points));
  return {
    count,
    evidence: {
      metric: column,
      from: points[0]?.step ?? 0,
      to: points.at(-1)?.step ?? 0,
      statistic: 'reversals',
      value: count,
      reference: null,
      explanation: 'reversals by at least a quarter of the range',
    },
  };
}

function rangeOf(points: readonly Point[]): number {
  const values = points.map(({ value }) => value);
  return points.length === 0 ? 0 : maximum(values) - minimum(values);
}

/** Changes of direction between swings of at least this size. */
export function countReversals(values: readonly number[], swing: number): number {
  let [count, direction] = [0, 0];
  let [low, high] = [values[0], values[0]]; // since the last reversal
  for (const value of values) {
    [low, high] = [Math.min(low, value), Math.max(high, value)];
    const now = value - low >= swing && direction !== 1 ? 1 : high - value >= swing && direction !== -1 ? -1 : 0;
    if (now === 0) continue;
    if (direction !== 0) count++;
    direction = now;
    [low, high] = [value, value];
  }
  return count;
}
