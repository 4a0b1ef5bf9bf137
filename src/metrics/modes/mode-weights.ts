/** The modes' shares of G's high-quality samples. */

import { metric } from '../metric.js';
import { highQualityEstimator, highQualitySamples, qualityOptions } from './_high-quality.js';
import { modeShares } from './_mode-shares.js';

export const modeWeights = metric({
  name: 'mode-weights',
  description: 'Each mode’s share of G’s high-quality samples: a vector, drawn over training.',
  paper: 'arXiv:1712.04086 (PacGAN)',
  unit: 'fraction',
  better: 'neither',
  range: [0, 1],
  ideal: null,
  notes: [
    'In the order of the target’s modes; they sum to 1. The target’s shares are its mode weights w (1 / K for K ' +
      'equal modes), with a standard error of sqrt(w (1 - w) / n) from n samples. mode-kl, mode-js and mode-entropy ' +
      'are functions of the shares.',
    'Not a column of the tables: `curves/mode-weights.npy` has one row per measured step, and the report draws it. ' +
      'The row is NaN where no sample is of high quality; then history.csv gives the reason.',
  ],
  options: qualityOptions,
  compute: async () => ({ absent: 'a vector: see curves/mode-weights.npy and the report' }),
  vector: {
    replacesValue: true,
    async compute(snapshot, { rule, radius }) {
      const shares = modeShares(await highQualitySamples(snapshot, { rule, radius }));
      return 'absent' in shares ? shares : { shape: [shares.q.length], data: Float64Array.from(shares.q) };
    },
  },
  estimator: highQualityEstimator,
});
