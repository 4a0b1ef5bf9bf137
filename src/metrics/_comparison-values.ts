/** Readings of a comparison of p and q, with the estimator behind them. */

import type { Snapshot } from '../core/snapshot/snapshot.js';
import { compareDensities, estimatorText } from '../density/density.js';
import type { DensityComparison } from '../density/density-comparison.js';
import type { MetricValue } from '../records/metric-value.js';

export async function readComparison(
  snapshot: Snapshot,
  of: (comparison: DensityComparison) => number,
): Promise<MetricValue> {
  const compared = await compareDensities(snapshot);
  return 'absent' in compared ? compared : { value: of(compared) };
}

/** Of a comparison without sampling noise; absent where there is some. */
export async function readExactComparison(
  snapshot: Snapshot,
  of: (comparison: DensityComparison) => number,
  by = compareDensities,
): Promise<MetricValue> {
  const compared = await by(snapshot);
  if ('absent' in compared) return compared;
  if (compared.samples !== null) return { absent: 'q is known from samples only' };
  return { value: of(compared) };
}

export const comparisonSays = (snapshot: Snapshot): Promise<string> => saysBy(snapshot, compareDensities);

export async function saysBy(snapshot: Snapshot, by: typeof compareDensities): Promise<string> {
  const compared = await by(snapshot);
  return 'absent' in compared ? compared.absent : estimatorText(snapshot, compared);
}
