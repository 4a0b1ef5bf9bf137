/** The hyperbolic tangent. */

import { tf } from '../../engine/tf.js';
import { activation } from './_activation.js';

export const tanh = activation({
  name: 'tanh',
  description: 'The hyperbolic tangent of x, in (-1, 1).',
  options: {},
  apply: (x) => tf.tanh(x),
  slopes: () => null,
  // 1 / cosh^2 without the difference 1 - tanh^2, which is 0 from 19 on.
  plain: {
    value: Math.tanh,
    slope: (x) => {
      const e = Math.exp(-2 * Math.abs(x));
      return (4 * e) / (1 + e) ** 2;
    },
  },
});
