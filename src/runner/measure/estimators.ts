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
  const columns: Record<string, ColumnEstimators & { estimators: { from: number; says: string }[] }> = {};
  const last = new Map<string, { from: number; says: string }>();
  for (const { step, estimators } of measured)
    for (const { metric, unit, says } of estimators) {
      columns[metric] ??= { unit, estimators: [] };
      const { estimators: known } = columns[metric];
      const before = known.at(-1);
      if (!before || estimatorKind(before.says) !== estimatorKind(says)) known.push({ from: step, says });
      last.set(metric, { from: step, says });
    }
  for (const [metric, { from, says }] of last) {
    const known = columns[metric].estimators;
    if (known.at(-1)!.says !== says) known.push({ from, says });
  }
  return { seed, samples, columns };
}
