/** Both Kullback-Leibler divergences of a snapshot, each with the estimator that it came from. */
import type { Snapshot } from '../core/snapshot/snapshot.js';
import { compare, compareBelow, describe } from './compare.js';
import { klDivergencePQ, klDivergenceQP } from './divergences.js';
import { type Estimate, estimate, type How, samplesEstimator } from './samples/estimates.js';

export async function kullbackLeibler(snapshot: Snapshot, what: 'kl-q-p' | 'kl-p-q', how: How): Promise<Estimate> {
  const estimator = samplesEstimator(snapshot, how, false);
  if (estimator) return estimate(snapshot, what, { ...how, estimator });
  const compared = await (what === 'kl-q-p' ? compare : compareBelow)(snapshot);
  if ('absent' in compared) return { reading: compared, says: () => compared.absent };
  return {
    reading: { value: what === 'kl-q-p' ? klDivergenceQP(compared) : klDivergencePQ(compared) },
    says: () => describe(snapshot, compared),
  };
}
