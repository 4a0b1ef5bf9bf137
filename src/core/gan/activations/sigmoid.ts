/** The logistic function. */

import { tf } from '../../engine/tf.js';
import { sigmoid } from '../../math/special/special.js';
import { activation } from './_activation.js';

export const sigmoidActivation = activation({
  name: 'sigmoid',
  description: '1 / (1 + exp(-x)), in (0, 1).',
  notes: ['Losses take raw scores: a discriminator needs no sigmoid at its output, and must not have one.'],
  options: {},
  apply: (x) => tf.sigmoid(x),
  slopes: () => null,
  plain: { value: sigmoid, slope: (x) => sigmoid(x) * sigmoid(-x) },
});
