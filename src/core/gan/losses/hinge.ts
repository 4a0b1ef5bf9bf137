/** The hinge loss: samples beyond the margin do not contribute to D's gradient. */
import { type Tensor3D, tf } from '../../engine/tf.js';
import { loss } from './_loss.js';

export const hinge = loss({
  name: 'hinge',
  description: 'D: max(0, 1 - s(x)) + max(0, 1 + s(G(z))); G: -s(G(z)).',
  paper: 'arXiv:1705.02894',
  notes: [
    'D* is 1 where p > q and -1 where q > p; where p = q every score in [-1, 1] is optimal, and 0 is used.',
    'At D* G minimises the total variation distance.',
  ],
  options: {},
  real: (s) => tf.relu(tf.sub<Tensor3D>(1, s)),
  fake: (s) => tf.relu(tf.add<Tensor3D>(1, s)),
  generator: (s) => tf.neg(s),
  optimum: (logRatio) => Math.sign(logRatio),
  kinks: [-1, 1],
  probability: null,
});
