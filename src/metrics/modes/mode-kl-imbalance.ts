/** The part of mode-kl that comes from uneven shares. */

import { metric } from '../metric.js';
import { highQualityEstimator, qualityOptions } from './_high-quality.js';
import { coveredMass, discreteKl, valueOfShares } from './_mode-shares.js';

export const modeKlImbalance = metric({
  name: 'mode-kl-imbalance',
  description:
    'KL between the shares of the modes that G covers and the target’s weights of these modes, scaled to sum to 1.',
  unit: 'nats',
  better: 'lower',
  range: [0, Infinity],
  ideal: 0,
  notes: ['mode-kl = mode-kl-missing + mode-kl-imbalance. From n samples of the data about (K - 1) / (2 n), not 0.'],
  options: qualityOptions,
  compute: (snapshot, { rule, radius }) =>
    valueOfShares(snapshot, { rule, radius }, (shares) => {
      const covered = coveredMass(shares);
      return discreteKl(
        shares.q,
        shares.w.map((weight, k) => (shares.q[k] > 0 ? weight / covered : 0)),
      );
    }),
  estimator: highQualityEstimator,
});
