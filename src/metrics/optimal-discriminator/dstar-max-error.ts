/** Where D is furthest from D*. */

import { comparisonSays } from '../_comparison-values.js';
import { metric } from '../metric.js';
import { sampledOnly } from './_floor.js';
import { readProbabilities } from './_mean.js';

export const dstarMaxError = metric({
  name: 'dstar-max-error',
  description: 'Largest |D - D*| wherever p + q is above 1e-6 of its peak.',
  paper: 'arXiv:1406.2661, proposition 1',
  unit: 'probability',
  better: 'lower',
  range: [0, 1],
  ideal: 0,
  lines: [{ at: 0, label: 'D = D*' }],
  notes: [
    'In the plane over 8,192 cells at most, the heaviest for certain: a lower bound.',
    'One point decides it: read dstar-error for the whole. Absent where q is a histogram of samples: there the emptiest cell does.',
  ],
  options: {},
  compute: async (snapshot) =>
    (await sampledOnly(snapshot)) ??
    readProbabilities(snapshot, (judged) => {
      let largest = 0;
      for (let i = 0; i < judged.score.length; i++)
        if (!judged.isNowhere(i))
          largest = Math.max(largest, Math.abs(judged.probability.of(judged.score[i]) - judged.dStar[i]));
      return largest;
    }),
  estimator: comparisonSays,
});
