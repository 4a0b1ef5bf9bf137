/** Whether a run is still improving: one rule, for the failure mode of that name and for failures that are being overcome. */
import { maximum, minimum } from '../../core/math/long-lists.js';
import { mean } from '../../core/math/statistics/statistics.js';
import type { Evidence } from './evidence.js';
import { type Absent, measureEvery, type Point, type Series } from './run-trace.js';

/** Share by which the distance from the ideal must fall from the third quarter of the run to the last. */
export const MIN_GAIN = 0.1;

// In each of the two quarters. Of 3 and 3 values in random order, all of the last quarter are the lowest in one case of 20.
const MIN_POINTS_PER_QUARTER = 3;

export interface LastTwoQuarters {
  readonly third: readonly Point[];
  readonly last: readonly Point[];
}

/** The values of the third and the last quarter of the run. Every run improves at first, which says nothing about its end. */
export function lastTwoQuarters({ column, points }: Pick<Series, 'column' | 'points'>): LastTwoQuarters | Absent {
  const end = points.at(-1)?.step ?? 0;
  const third = points.filter(({ step }) => step >= 0.5 * end && step < 0.75 * end);
  const last = points.filter(({ step }) => step > 0 && step >= 0.75 * end);
  if (Math.min(third.length, last.length) >= MIN_POINTS_PER_QUARTER) return { third, last };
  return {
    absent: `${column} was measured ${third.length} and ${last.length} times in the third and the last quarter; at least ${MIN_POINTS_PER_QUARTER} in each are needed${measureEvery(end / 10)}`,
  };
}

export interface Trend {
  readonly improves: boolean;
  readonly evidence: Evidence;
}

interface TrendOptions {
  /** Distance of a value from its ideal; the value itself unless given. If negative, a share of it means nothing: no trend. */
  distance?(value: number): number;
  /** Share by which the mean distance must fall. */
  readonly gain?: number;
}

/**
 * A run improves if every value of the last quarter is better than every value of the third, and the mean distance from the ideal
 * falls by a share `gain`. Successive values are correlated, so that tests of trend for independent values do not apply.
 */
export function trendOf(
  series: Series,
  { distance = (value) => value, gain = MIN_GAIN }: TrendOptions = {},
): Trend | Absent {
  const quarters = lastTwoQuarters(series);
  if ('absent' in quarters) return quarters;
  const { third, last } = quarters;
  const [before, after] = [third, last].map((points) => points.map(({ value }) => distance(value)));
  const separated = maximum(after) < minimum(before);
  const gained = mean(after) <= (1 - gain) * mean(before);
  return {
    improves: separated && gained && minimum(after) >= 0,
    evidence: {
      metric: series.column,
      from: last[0].step,
      to: last.at(-1)!.step,
      statistic: 'mean',
      value: mean(last.map(({ value }) => value)),
      reference: mean(third.map(({ value }) => value)),
      explanation: 'mean over the third quarter of the run',
    },
  };
}

/** Whether the series is seen to improve; with too few values it is not. */
export function isImproving(series: Series, distance?: (value: number) => number): boolean {
  const trend = trendOf(series, { distance });
  return !('absent' in trend) && trend.improves;
}
