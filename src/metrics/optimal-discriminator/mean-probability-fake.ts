/** Mean of D over q. */

import { metric } from '../metric.js';
import { discriminatorEstimator } from './_estimator.js';
import { expectation, valueOfProbabilities } from './_expectations.js';

export const meanProbabilityFake = metric({
  name: 'mean-probability-fake',
  description: 'E_q[D]: the mean of D over G’s samples.',
  unit: 'probability',
  better: 'neither',
  range: [0, 1],
  ideal: 0.5,
  lines: [{ at: 0.5, label: 'q = p and D = D*' }],
  notes: ['For p = N(0, 1), q = N(d, 1) and D = D*: 0.4705, 0.3980, 0.2248, 0.0343, 4.9e-5 for d = 0.5, 1, 2, 4, 8.'],
  options: {},
  compute: (snapshot) =>
    valueOfProbabilities(snapshot, ({ q, score, probability }) => expectation(q, (i) => probability.of(score[i]))),
  estimator: discriminatorEstimator,
});
