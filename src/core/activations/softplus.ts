/** The smooth rectifier. */
import { activation } from '../activation.js';
import { tf } from '../engine/tf.js';

export const softplus = activation({
  name: 'softplus',
  says: 'log(1 + exp(x)), above 0.',
  options: {},
  apply: (x) => tf.softplus(x),
  slopes: () => null,
});
