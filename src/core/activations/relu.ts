/** The rectifier. */
import { activation } from '../activation.js';
import { tf } from '../engine/tf.js';

export const relu = activation({
  name: 'relu',
  says: 'max(x, 0).',
  options: {},
  apply: (x) => tf.relu(x),
  slopes: () => ({ negative: 0, positive: 1 }),
});
