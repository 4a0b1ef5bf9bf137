/** The value of the game with the trained D. */

import { DATA_NOTE, dataOption } from '../_discriminator-data.js';
import { metric } from '../metric.js';
import { gameValueMeans, scoreMeansEstimator, valueOfScoreMeans } from './_score-means.js';

export const value = metric({
  name: 'value',
  description: 'V(D, G) = E_p[log D] + E_q[log(1 - D)] with the trained D.',
  paper: 'arXiv:1406.2661, equation 1',
  unit: 'nats',
  better: 'neither',
  range: [-Infinity, 0],
  ideal: -Math.log(4),
  lines: [{ at: -Math.log(4), label: '-log 4: q = p and D = D*' }],
  notes: [
    'At most optimal-value, with equality at D*; the difference is bayes-gap.',
    'Equals -2 times the mean cross-entropy of D on a balanced sample.',
    'Computed from logits without an epsilon in the logarithm: exact for a saturated D, without a plateau at log 1e-6.',
    'Absent where the score is not a probability.',
    DATA_NOTE,
  ],
  options: { data: dataOption },
  compute: (snapshot, { data }) => valueOfScoreMeans(snapshot, gameValueMeans(snapshot), data),
  estimator: (snapshot, { data }) => scoreMeansEstimator(snapshot, gameValueMeans(snapshot), data),
});
