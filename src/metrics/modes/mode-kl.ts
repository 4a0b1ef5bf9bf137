/** How unevenly G’s samples are spread over the modes. */

import { sampleCountText } from '../_sample-count.js';
import { metric } from '../metric.js';
import { qualityOptions } from './_high-quality.js';
import { modeWeightsOf } from './_known.js';
import { discreteKl, readShares } from './_shares.js';

export const modeKl = metric({
  name: 'mode-kl',
  description: 'KL(q_modes || w): the modes’ shares of G’s high-quality samples against the target’s mode weights.',
  paper: 'arXiv:1712.04086 (PacGAN, "reverse KL")',
  unit: 'nats',
  better: 'lower',
  range: [0, Infinity],
  ideal: 0,
  notes: [
    'Of high-quality samples only, as PacGAN; others bin every sample to its nearest mode.',
    'On m of K equal modes, evenly: log(K / m). The data itself at n samples: about (K - 1) / (2 n), not 0.',
    'It is mode-kl-missing + mode-kl-imbalance. Absent where no sample is of high quality.',
  ],
  options: qualityOptions,
  compute: (snapshot, { rule, radius }) => readShares(snapshot, { rule, radius }, ({ q, w }) => discreteKl(q, w)),
  theory(target) {
    const w = modeWeightsOf(target);
    return w ? { bound: -Math.log(Math.min(...w)) } : {};
  },
  estimator: async ({ sampleCount }) => `${sampleCountText(sampleCount)}, the high-quality ones among them`,
});
