/** The rectifier. */

import { tf } from '../../engine/tf.js';
import { activation } from './_activation.js';

export const relu = activation({
  name: 'relu',
  description: 'max(x, 0).',
  options: {},
  apply: (x) => tf.relu(x),
  slopes: () => ({ negative: 0, positive: 1 }),
});
