/** Metric values that are functions of a comparison of p and q, with their estimator. */

import type { Snapshot } from '../core/snapshot/snapshot.js';
import { compareDensities, estimatorText } from '../density/density.js';
import type { DensityComparison } from '../density/density-comparison.js';
import type { MetricValue } from '../records/metric-value.js';

export async function valueOfComparison(
  snapshot: Snapshot,
  of: (comparison: DensityComparison) => number,
): Promise<MetricValue> {
  const compared = await compareDensities(snapshot);
  return 'absent' in compared ? compared : { value: of(compared) };
}

/** As `valueOfComparison`; absent where q is a histogram of samples. */
export async function valueOfExactComparison(
  snapshot: Snapshot,
  of: (comparison: DensityComparison) => number,
  by = compareDensities,
): Promise<MetricValue> {
  const compared = await by(snapshot);
  if ('absent' in compared) return compared;
  if (compared.samples !== null) return { absent: 'q is known from samples only' };
  return { value: of(compared) };
}

export async function comparisonEstimator(snapshot: Snapshot): Promise<string> {
  return estimatorOf(snapshot, compareDensities);
}

export async function estimatorOf(snapshot: Snapshot, by: typeof compareDensities): Promise<string> {
  const compared = await by(snapshot);
  return 'absent' in compared ? compared.absent : estimatorText(snapshot, compared);
}
