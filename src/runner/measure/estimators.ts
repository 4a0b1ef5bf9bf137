/** The estimators of a run's columns, for `estimators.json` beside its history. */

import { type ColumnEstimators, type Estimators, estimatorKind } from '../../records/estimators.js';
import type { Measured } from './measure.js';

/**
 * A column's estimators, each with the step from which it was used. Numbers in them (n, a bandwidth, mass off the grid) change with
 * every step and do not count as a change; but the last one is that of the last value, word for word, which the tables show.
 */
export function estimatorsOf(
  measured: readonly Measured[],
  { seed, samples }: Pick<Estimators, 'seed' | 'samples'>,
): Estimators {
  const columns: Record<string, ColumnEstimators & { estimators: { from: number; text: string }[] }> = {};
  const last = new Map<string, { from: number; text: string }>();
  for (const { step, estimators } of measured)
    for (const { metric, unit, text } of estimators) {
      columns[metric] ??= { unit, estimators: [] };
      const { estimators: known } = columns[metric];
      const before = known.at(-1);
      if (!before || estimatorKind(before.text) !== estimatorKind(text)) known.push({ from: step, text });
      last.set(metric, { from: step, text });
    }
  for (const [metric, { from, text }] of last) {
    const known = columns[metric].estimators;
    if (known.at(-1)!.text !== text) known.push({ from, text });
  }
  return { seed, samples, columns };
}
