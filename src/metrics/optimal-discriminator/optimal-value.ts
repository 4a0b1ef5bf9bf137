/** The value of the game at D*, which G minimises in theory. */

import { estimateJs } from '../../density/divergence-estimates.js';
import { metric } from '../metric.js';

export const optimalValue = metric({
  name: 'optimal-value',
  description: 'C(G) = V(D*, G) = 2 JSD(p, q) - log 4.',
  paper: 'arXiv:1406.2661, theorem 1',
  unit: 'nats',
  better: 'lower',
  range: [-Math.log(4), 0],
  ideal: -Math.log(4),
  lines: [
    { at: -Math.log(4), label: '-log 4: q = p' },
    { at: 0, label: 'disjoint supports' },
  ],
  notes: ['Estimated as js, with the same conventions; not clamped either.'],
  options: {},
  async compute(snapshot) {
    const { value: js } = await estimateJs(snapshot);
    return 'absent' in js ? js : { value: 2 * js.value - Math.log(4) };
  },
  estimator: async (snapshot) => (await estimateJs(snapshot)).estimator(),
});
