/** The part of mode-kl that comes from missing modes. */

import { metric } from '../metric.js';
import { highQualityEstimator, qualityOptions } from './_high-quality.js';
import { coveredMass, missingMass, valueOfShares } from './_mode-shares.js';
import { klBound } from './_theory.js';

export const modeKlMissing = metric({
  name: 'mode-kl-missing',
  description:
    '-log W, with W the target’s mass on the modes that have a high-quality sample: log(K / m) for m of K equal modes.',
  unit: 'nats',
  better: 'lower',
  range: [0, Infinity],
  ideal: 0,
  notes: [
    'mode-kl = mode-kl-missing + mode-kl-imbalance. A published mode KL below log(K / m) contradicts its own number ' +
      'of modes m.',
    'One sample covers a mode, whatever `atLeast` of modes-covered is.',
  ],
  options: qualityOptions,
  compute: (snapshot, { rule, radius }) =>
    valueOfShares(snapshot, { rule, radius }, (shares) => {
      const missing = missingMass(shares);
      return missing < 0.5 ? -Math.log1p(-missing) : -Math.log(coveredMass(shares));
    }),
  theory: klBound,
  estimator: highQualityEstimator,
});
