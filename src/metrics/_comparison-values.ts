/** Metric values that are functions of a comparison of p and q, with their estimator. */

import type { Snapshot } from '../core/snapshot/snapshot.js';
import { significant } from '../core/text/plain-numbers.js';
import { compareDensities, estimatorText } from '../density/density.js';
import type { DensityComparison } from '../density/density-comparison.js';
import type { MetricValue } from '../records/metric-value.js';
import { multinomialShares } from './_multinomial-shares.js';

export async function valueOfComparison(
  snapshot: Snapshot,
  of: (comparison: DensityComparison) => number,
): Promise<MetricValue> {
  const compared = await compareDensities(snapshot);
  return 'absent' in compared ? compared : { value: of(compared) };
}

export async function comparisonEstimator(snapshot: Snapshot): Promise<string> {
  return estimatorOf(snapshot, compareDensities);
}

export async function estimatorOf(snapshot: Snapshot, by: typeof compareDensities): Promise<string> {
  const compared = await by(snapshot);
  return 'absent' in compared ? compared.absent : estimatorText(snapshot, compared);
}

/**
 * The comparison's estimator; where q is a histogram, with the value that its cells' noise alone gives: that of as many samples of
 * p. A distance that is not corrected for it is too large by that at q = p, and by less elsewhere.
 */
export async function noisyComparisonEstimator(
  snapshot: Snapshot,
  of: (comparison: DensityComparison) => number,
): Promise<string> {
  const compared = await compareDensities(snapshot);
  if ('absent' in compared) return compared.absent;
  const estimator = estimatorText(snapshot, compared);
  if (compared.samples === null || snapshot.brief) return estimator;
  const { p, samples } = compared;
  const q = multinomialShares(p, samples, snapshot.stream('density/floor'));
  const none = { x: new Float64Array(0), mass: new Float64Array(0) };
  const atEqual = { ...compared, q, logRatio: p.map((mass, i) => Math.log(mass / q[i])), singular: none };
  return `${estimator}; at q = p the cells’ noise alone gives ${significant(of(atEqual), 2)}`;
}
