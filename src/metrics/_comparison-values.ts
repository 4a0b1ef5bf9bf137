/** Metric values that are functions of a comparison of p and q, with their estimator. */

import type { Snapshot } from '../core/snapshot/snapshot.js';
import { compare, describe } from '../density/compare.js';
import type { Comparison } from '../density/comparison.js';
import type { MetricValue } from '../records/metric-value.js';

export async function valueOfComparison(
  snapshot: Snapshot,
  of: (comparison: Comparison) => number,
): Promise<MetricValue> {
  const compared = await compare(snapshot);
  return 'absent' in compared ? compared : { value: of(compared) };
}

/** As `valueOfComparison`; absent where q is a histogram of samples. */
export async function valueOfExactComparison(
  snapshot: Snapshot,
  of: (comparison: Comparison) => number,
  by = compare,
): Promise<MetricValue> {
  const compared = await by(snapshot);
  if ('absent' in compared) return compared;
  if (compared.samples !== null) return { absent: 'q is known from samples only' };
  return { value: of(compared) };
}

export async function comparisonEstimator(snapshot: Snapshot): Promise<string> {
  return estimatorOf(snapshot, compare);
}

export async function estimatorOf(snapshot: Snapshot, by: typeof compare): Promise<string> {
  const compared = await by(snapshot);
  return 'absent' in compared ? compared.absent : describe(snapshot, compared);
}
