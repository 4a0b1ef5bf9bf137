/** How many modes G spreads over, as an entropy. */

import { sampleCountText } from '../_sample-count.js';
import { metric } from '../metric.js';
import { qualityOptions } from './_high-quality.js';
import { modeWeightsOf } from './_known.js';
import { readShares } from './_shares.js';

export const modeEntropy = metric({
  name: 'mode-entropy',
  description:
    'Entropy of the modes’ shares of G’s high-quality samples; its exponential is an effective number of modes.',
  unit: 'nats',
  better: 'higher',
  range: [0, Infinity],
  ideal: null,
  notes: ['The target’s own: log K for K equal modes. The data itself at n samples is lower by about (K - 1) / (2 n).'],
  options: qualityOptions,
  compute: (snapshot, { rule, radius }) =>
    readShares(snapshot, { rule, radius }, ({ q }) =>
      q.reduce((sum, share) => (share > 0 ? sum - share * Math.log(share) : sum), 0),
    ),
  theory(target) {
    const w = modeWeightsOf(target);
    return w ? { ideal: -w.reduce((sum, share) => sum + share * Math.log(share), 0), bound: Math.log(w.length) } : {};
  },
  estimator: async ({ sampleCount }) => `${sampleCountText(sampleCount)}, the high-quality ones among them`,
});
