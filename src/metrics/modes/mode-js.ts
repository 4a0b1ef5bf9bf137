/** The Jensen-Shannon divergence between modes’ shares. */

import { sampleCountText } from '../_sample-count.js';
import { metric } from '../metric.js';
import { qualityOptions } from './_high-quality.js';
import { discreteKl, readShares } from './_shares.js';

export const modeJs = metric({
  name: 'mode-js',
  description: 'KL(q_modes || m)/2 + KL(w || m)/2 with m = (q_modes + w)/2, over G’s high-quality samples.',
  paper: 'arXiv:1712.04086 (PacGAN)',
  unit: 'nats',
  better: 'lower',
  range: [0, Math.LN2],
  ideal: 0,
  notes: ['In nats. Absent, not NaN, where no sample is of high quality.'],
  options: qualityOptions,
  compute: (snapshot, { rule, radius }) =>
    readShares(snapshot, { rule, radius }, ({ q, w }) => {
      const m = q.map((share, k) => (share + w[k]) / 2);
      return (discreteKl(q, m) + discreteKl(w, m)) / 2;
    }),
  estimator: async ({ sampleCount }) => `${sampleCountText(sampleCount)}, the high-quality ones among them`,
});
