/** The value of the game. */

import { comparisonSays } from '../_comparison-values.js';
import { metric } from '../metric.js';
import { readProbabilities } from './_mean.js';
import { gameValue } from './_value.js';

export const value = metric({
  name: 'value',
  description: 'V(D, G) = E_p[log D] + E_q[log(1 - D)], with the D that was trained.',
  paper: 'arXiv:1406.2661, equation 1',
  unit: 'nats',
  better: 'neither',
  range: [-Infinity, 0],
  ideal: -Math.log(4),
  lines: [{ at: -Math.log(4), label: '-log 4: p_g = p_data and D = D*' }],
  notes: [
    'At most optimal-value, which only D* reaches: the difference says how far D is from its optimum.',
    'Minus twice the mean cross-entropy of D as a classifier of a balanced sample.',
    'From scores, without an epsilon in the logarithm: a saturated D gives what it should, and no plateau at log 1e-6.',
    'Absent where the score is no probability.',
  ],
  options: {},
  compute: (snapshot) => readProbabilities(snapshot, gameValue),
  estimator: comparisonSays,
});
