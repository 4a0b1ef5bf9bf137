/** The part of mode-kl that is due to uneven shares. */

import { sampleCountText } from '../_sample-count.js';
import { metric } from '../metric.js';
import { qualityOptions } from './_high-quality.js';
import { discreteKl, missingMass, readShares } from './_shares.js';

export const modeKlImbalance = metric({
  name: 'mode-kl-imbalance',
  description:
    'KL between the shares of the modes that G covers and the target’s weights of the same, rescaled to one.',
  unit: 'nats',
  better: 'lower',
  range: [0, Infinity],
  ideal: 0,
  notes: ['With mode-kl-missing it adds up to mode-kl. The data itself at n samples: about (K - 1) / (2 n).'],
  options: qualityOptions,
  compute: (snapshot, { rule, radius }) =>
    readShares(snapshot, { rule, radius }, (shares) => {
      const covered = 1 - missingMass(shares);
      return discreteKl(
        shares.q,
        shares.w.map((weight, k) => (shares.q[k] > 0 ? weight / covered : 0)),
      );
    }),
  estimator: async ({ sampleCount }) => `${sampleCountText(sampleCount)}, the high-quality ones among them`,
});
