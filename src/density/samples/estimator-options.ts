/** The options of metrics that estimate a divergence, and the choice of an estimator that they make on a snapshot. */
import { z } from 'zod';
import type { PlainOptions } from '../../core/gan/options.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { hasDensity, isSampled } from '../known-density.js';

export const estimatorOptions = {
  k: z
    .int()
    .gte(1)
    .lte(50)
    .optional()
    .describe('number of neighbours of the knn estimator; default 5, and 1 for a kl between two samples'),
  bandwidth: z
    .number()
    .gt(0)
    .optional()
    .describe('standard deviation of the Gaussian kernel, in units of x; implies estimator kde'),
};

/** Without `histogram`: an empty cell makes a KL divergence infinite. */
export const klEstimatorOptions = {
  estimator: z
    .enum(['auto', 'kde', 'knn'])
    .default('auto')
    .describe('auto: exact where q is known, else knn; kde and knn: from samples'),
  ...estimatorOptions,
};

export interface EstimatorOptions extends Partial<PlainOptions<typeof estimatorOptions>> {
  readonly estimator?: 'auto' | 'histogram' | 'kde' | 'knn' | undefined;
}

/**
 * The estimator from samples that the options or the snapshot ask for; null: q's own density, or its histogram, is compared with p.
 * `hasHistogram`: whether a histogram serves in one and two dimensions.
 */
export function chooseSampleEstimator(
  snapshot: Snapshot,
  { estimator = 'auto', bandwidth }: EstimatorOptions,
  hasHistogram: boolean,
): 'kde' | 'knn' | null {
  if (estimator === 'histogram') return null;
  if (estimator !== 'auto') return estimator;
  if (bandwidth !== undefined) return 'kde';
  if (snapshot.histogram) return null;
  const { target, latent } = snapshot;
  if (isSampled(target)) return 'knn';
  // A target given by a formula, but without a density, has none that could be estimated.
  if (!hasDensity(target)) return null;
  const isExact = latent.dim < target.dim || (latent.dim === target.dim && target.dim <= 2);
  return isExact || (hasHistogram && target.dim <= 2) ? null : 'knn';
}
