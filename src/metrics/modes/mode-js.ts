/** Jensen-Shannon divergence between the modes' shares and the target's mode weights. */

import { metric } from '../metric.js';
import { highQualityEstimator, qualityOptions } from './_high-quality.js';
import { discreteKl, valueOfShares } from './_mode-shares.js';

export const modeJs = metric({
  name: 'mode-js',
  description:
    'Jensen-Shannon divergence between the modes’ shares q_m of G’s high-quality samples and the target’s mode ' +
    'weights w.',
  paper: 'arXiv:1712.04086 (PacGAN)',
  unit: 'nats',
  better: 'lower',
  range: [0, Math.LN2],
  ideal: 0,
  notes: [
    'KL(q_m || m)/2 + KL(w || m)/2 with m = (q_m + w)/2, in nats. Absent, not NaN, where no sample is of high quality.',
  ],
  options: qualityOptions,
  compute: (snapshot, { rule, radius }) =>
    valueOfShares(snapshot, { rule, radius }, ({ q, w }) => {
      const m = q.map((share, k) => share / 2 + w[k] / 2);
      return Math.min(Math.LN2, (discreteKl(q, m) + discreteKl(w, m)) / 2); // rounding may exceed the bound
    }),
  estimator: highQualityEstimator,
});
