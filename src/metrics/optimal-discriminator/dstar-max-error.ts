/** Largest distance of D from D*. */

import { comparisonEstimator } from '../_comparison-values.js';
import { metric } from '../metric.js';
import { valueOfProbabilities } from './_expectations.js';
import { absentIfSampled } from './_noise-floor.js';

export const dstarMaxError = metric({
  name: 'dstar-max-error',
  description: 'Largest |D - D*| where p + q is above 1e-6 of its peak.',
  paper: 'arXiv:1406.2661, proposition 1',
  unit: 'probability',
  better: 'lower',
  range: [0, 1],
  ideal: 0,
  lines: [{ at: 0, label: 'D = D*' }],
  notes: [
    'In the plane over at most 8,192 cells, always with the heaviest: a lower bound.',
    'One point decides the value; dstar-error is the mean. Absent where q is a histogram of samples: there the ' +
      'emptiest cell would decide.',
  ],
  options: {},
  compute: async (snapshot) =>
    (await absentIfSampled(snapshot)) ??
    valueOfProbabilities(snapshot, (nodes) => {
      let largest = 0;
      for (let i = 0; i < nodes.score.length; i++)
        if (!nodes.isNegligible(i))
          largest = Math.max(largest, Math.abs(nodes.probability.of(nodes.score[i]) - nodes.dStar[i]));
      return largest;
    }),
  estimator: comparisonEstimator,
});
