/** Whether a run is still on its way: one rule, for what is unfinished and for what is on the mend. */
import { mean } from '../../core/math/statistics/statistics.js';
import type { Evidence } from './finding.js';
import { type Absent, oftener, type Point, type Series } from './run-trace.js';

/** Share by which what is lacking must get less, from the third quarter of the run to the last. */
export const GAIN = 0.1;

const READINGS = 3; // in each of the two quarters: of 3 and 3 in any order all of one lie below the others' in one case of 20

export interface Quarters {
  readonly third: readonly Point[];
  readonly last: readonly Point[];
}

/** The readings of the third and the last quarter of the run; a start is always a way to the better, and says nothing of the end. */
export function quartersOf({ column, points }: Pick<Series, 'column' | 'points'>): Quarters | Absent {
  const end = points.at(-1)?.step ?? 0;
  const third = points.filter(({ step }) => step >= 0.5 * end && step < 0.75 * end);
  const last = points.filter(({ step }) => step > 0 && step >= 0.75 * end);
  if (Math.min(third.length, last.length) >= READINGS) return { third, last };
  return {
    absent: `${column} has ${third.length} and ${last.length} readings in the third and the last quarter of the run: a way takes ${READINGS} in each${oftener(end / 10)}`,
  };
}

export interface Way {
  readonly rises: boolean;
  readonly evidence: Evidence;
}

/**
 * Every reading of the last quarter is better than every one of the quarter before, and what is lacking is less by a share `gain`
 * in the mean. Readings that follow one another are alike, so that no test of their order applies. `lacking`: how far a reading
 * is from what it should be; of one that may be negative a share means nothing, and is no way.
 */
export function wayOf(
  series: Series,
  { lacking = (value) => value, gain = GAIN }: { lacking?(value: number): number; readonly gain?: number } = {},
): Way | Absent {
  const quarters = quartersOf(series);
  if ('absent' in quarters) return quarters;
  const { third, last } = quarters;
  const [before, after] = [third, last].map((points) => points.map(({ value }) => lacking(value)));
  const apart = Math.max(...after) < Math.min(...before);
  const gained = mean(after) <= (1 - gain) * mean(before);
  return {
    rises: apart && gained && Math.min(...after) >= 0,
    evidence: {
      reading: series.column,
      from: last[0].step,
      to: last.at(-1)!.step,
      statistic: 'mean',
      value: mean(last.map(({ value }) => value)),
      beside: mean(third.map(({ value }) => value)),
      says: 'the mean of the quarter of the run before',
    },
  };
}

/** Whether it is seen to be on its way; with too few readings it is not seen. */
export function isRising(series: Series, lacking?: (value: number) => number): boolean {
  const way = wayOf(series, { lacking });
  return !('absent' in way) && way.rises;
}
