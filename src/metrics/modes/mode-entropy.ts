/** Entropy of the modes' shares. */

import { metric } from '../metric.js';
import { highQualityEstimator, qualityOptions } from './_high-quality.js';
import { valueOfShares } from './_mode-shares.js';
import { modeWeightsOf } from './_theory.js';

export const modeEntropy = metric({
  name: 'mode-entropy',
  description:
    'Entropy of the modes’ shares of G’s high-quality samples; its exponential is the effective number of modes.',
  unit: 'nats',
  better: 'higher',
  range: [0, Infinity],
  ideal: null,
  notes: [
    'The target’s value is log K for K equal modes. From n samples of the data it is lower by about (K - 1) / (2 n).',
  ],
  options: qualityOptions,
  compute: (snapshot, { rule, radius }) => valueOfShares(snapshot, { rule, radius }, ({ q }) => entropy(q)),
  theory(target) {
    const w = modeWeightsOf(target);
    return w ? { ideal: entropy(w), bound: Math.log(w.length) } : {};
  },
  estimator: highQualityEstimator,
});

/** With 0 log 0 = 0. */
function entropy(shares: readonly number[]): number {
  return shares.reduce((sum, share) => (share > 0 ? sum - share * Math.log(share) : sum), 0);
}
