/** The rectifier with a slope below zero. */

import { tf } from '../../engine/tf.js';
import { scalar } from '../options.js';
import { activation } from './_activation.js';

export const leakyRelu = activation({
  name: 'leaky-relu',
  description: 'x above zero, slope x below.',
  notes: ['Common slopes: 0.2 (DCGAN, the default here), 0.01 (PyTorch), 0.3 (Keras).'],
  options: { slope: scalar({ description: 'slope below zero', default: 0.2, atLeast: 0, below: 1 }) },
  apply: (x, { slope }) => tf.leakyRelu(x, slope),
  slopes: ({ slope }) => ({ negative: slope, positive: 1 }),
});
