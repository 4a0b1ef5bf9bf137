/** How G's mass is shared among the modes, one number a mode. */

import { sampleCountText } from '../_sample-count.js';
import { metric } from '../metric.js';
import { highQualitySamples, qualityOptions } from './_high-quality.js';
import { sharesOf } from './_shares.js';

export const modeWeights = metric({
  name: 'mode-weights',
  description: 'Shares of G’s high-quality samples that each of the target’s modes gets: a vector, drawn over time.',
  paper: 'arXiv:1712.04086 (PacGAN)',
  unit: 'fraction',
  better: 'neither',
  range: [0, 1],
  ideal: null,
  notes: [
    'In the order of the target’s modes; they sum to one. The target’s own are its mode weights w: 1 / K of K equal modes, ' +
      'each within sqrt(w (1 - w) / n) at n samples. What mode-kl, mode-js and mode-entropy sum up.',
    'No column of the tables: `curves/mode-weights.npy` has a row a measured step, and the report draws it. NaN where no ' +
      'sample is of high quality; history.csv says so.',
  ],
  options: qualityOptions,
  compute: async () => ({ absent: 'a vector: curves/mode-weights.npy holds it, and the report draws it' }),
  vector: {
    replacesValue: true,
    async compute(snapshot, { rule, radius }) {
      const shares = sharesOf(await highQualitySamples(snapshot, { rule, radius }));
      return 'absent' in shares ? shares : { shape: [shares.q.length], data: Float64Array.from(shares.q) };
    },
  },
  estimator: async ({ sampleCount }) => `${sampleCountText(sampleCount)}, the high-quality ones among them`,
});
