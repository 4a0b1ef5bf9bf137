/** The final value of a run in a metric, and which of two runs ended better. */

import type { Metric } from '../../metrics/metric.js';
import { finalValues } from '../../records/final-values.js';
import { isPresent } from '../../records/metric-value.js';
import type { RunRecord } from '../../records/run-record.js';

/** What the order of a metric's values depends on. */
export type Direction = Pick<Metric, 'better' | 'range'>;

/** By order, a diverged run is worse than any value; by size, its value is the metric's worst. */
export interface FinalValue {
  readonly value: number;
  readonly diverged: boolean;
}

/** The run's final value, or why it has none. */
export function finalValueOf(
  run: RunRecord,
  column: string,
  { better, range }: Direction,
): FinalValue | { absent: string } {
  if (run.outcome === 'error' || run.outcome === 'interrupted') return { absent: run.outcome };
  if (run.outcome === 'diverged') {
    if (better === 'neither') return { absent: 'diverged, and the metric has no worst value' };
    return { value: range[better === 'lower' ? 1 : 0], diverged: true };
  }
  const final = finalValues(run).get(column);
  if (!final) return { absent: 'not measured' };
  return isPresent(final) ? { value: final.value, diverged: false } : { absent: final.absent };
}

/** a - b in the metric's unit; equal infinities do not differ. */
export function difference(a: FinalValue, b: FinalValue): number {
  return a.value === b.value ? 0 : a.value - b.value;
}

/** a - b for tests of order: infinite where one run diverged. Positive means a is better, or larger without a better direction. */
export function gain(a: FinalValue, b: FinalValue, { better }: Direction): number {
  if (a.diverged !== b.diverged) return a.diverged ? -Infinity : Infinity;
  return (better === 'lower' ? -1 : 1) * difference(a, b);
}
