/** Where one run ended on a metric, and which of two runs ended better. */

import type { Metric } from '../../metrics/metric.js';
import { finalReadings } from '../../records/final-values.js';
import { isPresent } from '../../records/metric-value.js';
import type { RunRecord } from '../../records/run-record.js';

/** What ordering readings needs to know of a metric. */
export type Direction = Pick<Metric, 'better' | 'range'>;

/**
 * A run that counts. Where order counts, a diverged run is worse than any reading; where sizes count, its value is the metric's
 * worst.
 */
export interface Standing {
  readonly value: number;
  readonly diverged: boolean;
}

/** The run's standing by its final reading, or why it has none. */
export function standingOf(
  run: RunRecord,
  column: string,
  { better, range }: Direction,
): Standing | { absent: string } {
  if (run.outcome === 'error' || run.outcome === 'interrupted') return { absent: run.outcome };
  if (run.outcome === 'diverged') {
    if (better === 'neither') return { absent: 'diverged, and the metric has no worst value' };
    return { value: range[better === 'lower' ? 1 : 0], diverged: true };
  }
  const reading = finalReadings(run).get(column);
  if (!reading) return { absent: 'not measured' };
  return isPresent(reading) ? { value: reading.value, diverged: false } : { absent: reading.absent };
}

/** a - b, of the metric's sizes; equal infinities do not differ. */
export function difference(a: Standing, b: Standing): number {
  return a.value === b.value ? 0 : a.value - b.value;
}

/** a - b, for tests that order: infinite where one run diverged. Positive means a is better, or larger where nothing is better. */
export function gain(a: Standing, b: Standing, { better }: Direction): number {
  if (a.diverged !== b.diverged) return a.diverged ? -Infinity : Infinity;
  return (better === 'lower' ? -1 : 1) * difference(a, b);
}
