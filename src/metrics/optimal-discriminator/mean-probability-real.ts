/** Mean of D over p. */

import { metric } from '../metric.js';
import { discriminatorEstimator } from './_estimator.js';
import { expectation, valueOfProbabilities } from './_expectations.js';

export const meanProbabilityReal = metric({
  name: 'mean-probability-real',
  description: 'E_p[D]: the mean of D over the data.',
  unit: 'probability',
  better: 'neither',
  range: [0, 1],
  ideal: 0.5,
  lines: [{ at: 0.5, label: 'q = p and D = D*' }],
  notes: ['At D* it is 1 - mean-probability-fake.'],
  options: {},
  compute: (snapshot) =>
    valueOfProbabilities(snapshot, ({ p, score, probability }) => expectation(p, (i) => probability.of(score[i]))),
  estimator: discriminatorEstimator,
});
