/** The hyperbolic tangent. */

import { tf } from '../../engine/tf.js';
import { activation } from './_activation.js';

export const tanh = activation({
  name: 'tanh',
  description: 'The hyperbolic tangent of x, in (-1, 1).',
  options: {},
  apply: (x) => tf.tanh(x),
  slopes: () => null,
});
