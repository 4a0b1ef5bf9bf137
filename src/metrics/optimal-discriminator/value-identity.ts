/** Theorem 1 of the first GAN paper, checked on this generator. */

import { jensenShannon, valueAtOptimum } from '../../density/divergences.js';
import { comparisonSays, readComparison } from '../_comparison-values.js';
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
    'Says nothing about a run: it is a theorem, checked on the densities that the run’s other readings rest on.',
    'Where q is estimated from samples, both terms are taken from the same histogram, without its bias correction.',
  ],
  options: {},
  compute: (snapshot) =>
    readComparison(snapshot, (comparison) => {
      const plain = { ...comparison, samples: null };
      return Math.abs(valueAtOptimum(plain) - (2 * jensenShannon(plain) - Math.log(4)));
    }),
  estimator: comparisonSays,
});
