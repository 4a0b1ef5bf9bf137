/** The smooth rectifier. */

import { tf } from '../../engine/tf.js';
import { sigmoid, softplus } from '../../math/special/special.js';
import { activation } from './_activation.js';

export const softplusActivation = activation({
  name: 'softplus',
  description: 'log(1 + exp(x)), above 0.',
  options: {},
  apply: (x) => tf.softplus(x),
  slopes: () => null,
  plain: { value: softplus, slope: sigmoid },
});
