/** KL divergence of the modes' shares from the target's mode weights. */

import { metric } from '../metric.js';
import { highQualityEstimator, qualityOptions } from './_high-quality.js';
import { discreteKl, valueOfShares } from './_mode-shares.js';
import { klBound } from './_theory.js';

export const modeKl = metric({
  name: 'mode-kl',
  description:
    'KL(q_m || w) between the modes’ shares q_m of G’s high-quality samples and the target’s mode weights w.',
  paper: 'arXiv:1712.04086 (PacGAN, "reverse KL")',
  unit: 'nats',
  better: 'lower',
  range: [0, Infinity],
  ideal: 0,
  notes: [
    'Over high-quality samples only, as in PacGAN; other code assigns every sample to its nearest mode.',
    'log(K / m) for equal shares on m of K equal modes. From n samples of the data about (K - 1) / (2 n), not 0.',
    'mode-kl = mode-kl-missing + mode-kl-imbalance. Absent where no sample is of high quality.',
  ],
  options: qualityOptions,
  compute: (snapshot, { rule, radius }) => valueOfShares(snapshot, { rule, radius }, ({ q, w }) => discreteKl(q, w)),
  theory: klBound,
  estimator: highQualityEstimator,
});
