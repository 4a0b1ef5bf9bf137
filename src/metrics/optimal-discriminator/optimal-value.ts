/** The value of the game at D*: what G minimises, in theory. */
import { metric } from '../metric.js';
import { jensenShannon } from '../shared/density/divergences.js';
import { comparisonSays, readComparison } from '../shared/readings.js';

export const optimalValue = metric({
  name: 'optimal-value',
  says: 'C(G) = V(D*, G) = 2 JSD(p, q) - log 4.',
  paper: 'arXiv:1406.2661, theorem 1',
  unit: 'nats',
  better: 'lower',
  range: [-Math.log(4), 0],
  ideal: -Math.log(4),
  lines: [
    { at: -Math.log(4), says: '-log 4: p_g = p_data' },
    { at: 0, says: 'disjoint supports' },
  ],
  notes: ['Estimators and conventions as for js; from samples not clamped either.'],
  options: {},
  read: (snapshot) => readComparison(snapshot, (comparison) => 2 * jensenShannon(comparison) - Math.log(4)),
  estimator: comparisonSays,
});
