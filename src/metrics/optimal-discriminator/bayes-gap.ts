/** How much of D’s loss is D’s own fault. */
import { metric } from '../metric.js';
import { valueAtOptimum } from '../shared/density/value-at-optimum.js';
import { readProbabilities } from '../shared/discriminator/mean.js';
import { gameValue } from '../shared/discriminator/value.js';
import { comparisonSays } from '../shared/readings.js';

export const bayesGap = metric({
  name: 'bayes-gap',
  says: 'V(D*, G) - V(D, G): D’s cross-entropy above that of the optimum.',
  paper: 'arXiv:1406.2661, theorem 1',
  unit: 'nats',
  better: 'lower',
  range: [0, Infinity],
  ideal: 0,
  lines: [{ at: 0, says: 'D = D*' }],
  notes: [
    '= 2 (js - js-implied). Large: D failed, whatever G does. Small with a large js: G failed.',
    'Of a D that is trained by another loss, its cross-entropy nonetheless.',
    'Both terms over the same nodes, without the correction of sampling noise that js has.',
  ],
  options: {},
  read: (snapshot) => readProbabilities(snapshot, (judged) => valueAtOptimum(judged) - gameValue(judged)),
  estimator: comparisonSays,
});
