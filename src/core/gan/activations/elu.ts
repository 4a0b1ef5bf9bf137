/** The exponential linear unit. */

import { tf } from '../../engine/tf.js';
import { activation } from './_activation.js';

export const elu = activation({
  name: 'elu',
  description: 'x above zero, exp(x) - 1 below.',
  paper: 'arXiv:1511.07289',
  options: {},
  apply: (x) => tf.elu(x),
  slopes: () => null,
  plain: { value: (x) => (x > 0 ? x : Math.expm1(x)), slope: (x) => (x > 0 ? 1 : Math.exp(x)) },
});
