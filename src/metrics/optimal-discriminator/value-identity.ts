/** Numerical check of theorem 1 of the first GAN paper on this generator. */

import { jensenShannon, valueAtOptimum } from '../../density/divergences.js';
import { comparisonEstimator, valueOfComparison } from '../_comparison-values.js';
import { metric } from '../metric.js';

export const valueIdentity = metric({
  name: 'value-identity',
  description: '|V(D*, G) - (2 JSD - log 4)|, the first term integrated from its definition with D* = p/(p + q).',
  paper: 'arXiv:1406.2661, theorem 1',
  unit: 'nats',
  better: 'lower',
  range: [0, Infinity],
  ideal: 0,
  lines: [{ at: 0, label: 'theorem 1' }],
  notes: [
    'It says nothing about a run: it checks a theorem on the densities from which the run’s other metrics are ' +
      'computed.',
    'Where q is a histogram of samples, both terms are computed from it without bias correction.',
  ],
  options: {},
  compute: (snapshot) =>
    valueOfComparison(snapshot, (comparison) =>
      Math.abs(valueAtOptimum(comparison) - (2 * jensenShannon(comparison) - Math.log(4))),
    ),
  estimator: comparisonEstimator,
});
