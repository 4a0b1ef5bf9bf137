/** The Jensen-Shannon divergence of a snapshot, with the estimator that it came from. */
import type { Snapshot } from '../core/snapshot/snapshot.js';
import { compare, compareBySamples, describe } from './compare.js';
import { jensenShannon } from './divergences.js';
import { type Estimate, estimate, type How, samplesEstimator } from './samples/estimates.js';

export const CORRECTED = 'bias of its noise taken off (Miller-Madow): a lower bound';

export async function jsOf(snapshot: Snapshot, how: How = {}): Promise<Estimate> {
  const estimator = samplesEstimator(snapshot, how, true);
  if (estimator) return estimate(snapshot, 'js', { ...how, estimator });
  const compared = await (how.estimator === 'histogram' ? compareBySamples : compare)(snapshot);
  if ('absent' in compared) return { reading: compared, says: () => compared.absent };
  const corrected = compared.samples === null ? '' : `; ${CORRECTED}`;
  return { reading: { value: jensenShannon(compared) }, says: () => `${describe(snapshot, compared)}${corrected}` };
}
