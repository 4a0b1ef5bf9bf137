/** What D says of the data. */

import { comparisonSays } from '../_comparison-values.js';
import { metric } from '../metric.js';
import { expectation, readProbabilities } from './_mean.js';

export const meanProbabilityReal = metric({
  name: 'mean-probability-real',
  description: 'E_p[D], the mean probability that D gives to the data.',
  unit: 'probability',
  better: 'neither',
  range: [0, 1],
  ideal: 0.5,
  lines: [{ at: 0.5, label: 'p_g = p_data and D = D*' }],
  notes: ['At D*, it and mean-probability-fake add up to 1.'],
  options: {},
  compute: (snapshot) =>
    readProbabilities(snapshot, ({ p, score, probability }) => expectation(p, (i) => probability.of(score[i]))),
  estimator: comparisonSays,
});
