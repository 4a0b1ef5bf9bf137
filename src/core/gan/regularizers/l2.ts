/** L2 regularisation. */
import { type Tensor3D, tf } from '../../engine/tf.js';
import { scalar } from '../options.js';
import { sumOfSquares } from './_gradient-norm.js';
import { regularizer } from './_regularizer.js';

export const l2 = regularizer({
  name: 'l2',
  description: "Each player: weight / 2 times the sum of its parameters' squares.",
  notes: [
    "With the factor 1/2: it adds weight theta to the gradient, as PyTorch's `weight_decay` does, also for biases.",
    'Adaptive optimizers rescale it with the gradient; the decay of `adamw` is separate.',
  ],
  options: { weight: scalar({ description: 'weight, half of which is used', default: 0.0001, atLeast: 0 }) },
  add: ({ parameters }, { weight }) => tf.mul<Tensor3D>(tf.mul(sumOfSquares(parameters), weight), 0.5),
});
