/** How the numbers of a run were come by: for `estimators.json`, beside its history. */

import { type ColumnEstimators, type Estimators, estimatorKind } from '../../records/estimators.js';
import type { Measured } from './measure.js';

/**
 * A column's estimator from the step on at which it is first what it is, numbers aside (n, a bandwidth, mass off the grid change
 * with every step); and word for word at the last step with a reading, whose number stands in the tables.
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
