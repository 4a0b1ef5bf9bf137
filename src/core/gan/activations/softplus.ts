/** The smooth rectifier. */

import { tf } from '../../engine/tf.js';
import { activation } from './_activation.js';

export const softplusActivation = activation({
  name: 'softplus',
  description: 'log(1 + exp(x)), above 0.',
  options: {},
  apply: (x) => tf.softplus(x),
  slopes: () => null,
});
