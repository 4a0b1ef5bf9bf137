/** What D says of G’s samples. */

import { comparisonSays } from '../_comparison-values.js';
import { metric } from '../metric.js';
import { expectation, readProbabilities } from './_mean.js';

export const meanProbabilityFake = metric({
  name: 'mean-probability-fake',
  description: 'E_q[D], the mean probability that D gives to what G makes.',
  unit: 'probability',
  better: 'neither',
  range: [0, 1],
  ideal: 0.5,
  lines: [{ at: 0.5, label: 'p_g = p_data and D = D*' }],
  notes: ['Between N(0, 1) and N(d, 1) at D*: .4705, .3980, .2248, .0343, 4.9e-5 for d = .5, 1, 2, 4, 8.'],
  options: {},
  compute: (snapshot) =>
    readProbabilities(snapshot, ({ q, score, probability }) => expectation(q, (i) => probability.of(score[i]))),
  estimator: comparisonSays,
});
