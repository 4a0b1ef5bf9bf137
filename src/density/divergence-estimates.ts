/** The Jensen-Shannon and both Kullback-Leibler divergences of a snapshot, each with the estimator that computed it. */
import type { Snapshot } from '../core/snapshot/snapshot.js';
import { compareByHistogram, compareDensities, compareDensitiesInTails, estimatorText } from './density.js';
import { jensenShannon, klDivergencePQ, klDivergenceQP } from './divergences.js';
import { chooseSampleEstimator, type EstimatorOptions } from './samples/estimator-options.js';
import { type DivergenceEstimate, estimateFromSamples } from './samples/samples.js';

export const MILLER_MADOW = 'bias of sampling noise subtracted (Miller-Madow): a lower bound';

/** JS in nats: exactly where q is known, from a histogram or from neighbours elsewhere, unless `options` name an estimator. */
export async function estimateJs(snapshot: Snapshot, options: EstimatorOptions = {}): Promise<DivergenceEstimate> {
  const estimator = chooseSampleEstimator(snapshot, options, true);
  if (estimator) return estimateFromSamples(snapshot, 'js', { ...options, estimator });
  const compared = await (options.estimator === 'histogram' ? compareByHistogram : compareDensities)(snapshot);
  if ('absent' in compared) return { value: compared, estimator: () => compared.absent };
  const correction = compared.samples === null ? '' : `; ${MILLER_MADOW}`;
  return {
    value: { value: jensenShannon(compared) },
    estimator: () => `${estimatorText(snapshot, compared)}${correction}`,
  };
}

/** A KL divergence in nats: exactly where q is known, from neighbours elsewhere, unless `options` name an estimator. */
export async function estimateKl(
  snapshot: Snapshot,
  divergence: 'kl-q-p' | 'kl-p-q',
  options: EstimatorOptions,
): Promise<DivergenceEstimate> {
  const estimator = chooseSampleEstimator(snapshot, options, false);
  if (estimator) return estimateFromSamples(snapshot, divergence, { ...options, estimator });
  const compared = await (divergence === 'kl-q-p' ? compareDensities : compareDensitiesInTails)(snapshot);
  if ('absent' in compared) return { value: compared, estimator: () => compared.absent };
  return {
    value: { value: divergence === 'kl-q-p' ? klDivergenceQP(compared) : klDivergencePQ(compared) },
    estimator: () => estimatorText(snapshot, compared),
  };
}
