/** The divergence that D believes in. */

import { comparisonSays } from '../_comparison-values.js';
import { metric } from '../metric.js';
import { readProbabilities } from './_mean.js';
import { gameValue } from './_value.js';

export const jsImplied = metric({
  name: 'js-implied',
  description: 'ln 2 + V(D, G)/2: the Jensen-Shannon divergence that D’s value implies.',
  paper: 'arXiv:1406.2661, theorem 1',
  unit: 'nats',
  better: 'neither',
  range: [-Infinity, Math.LN2],
  ideal: 0,
  lines: [
    { at: 0, label: 'D sees no difference' },
    { at: Math.LN2, label: 'ln 2: D tells all' },
  ],
  notes: [
    'At most js, which only D* implies; negative where D is worse than a coin.',
    'High js, low js-implied: D failed. Both high: G failed.',
  ],
  options: {},
  compute: (snapshot) => readProbabilities(snapshot, (judged) => Math.LN2 + gameValue(judged) / 2),
  estimator: comparisonSays,
});
