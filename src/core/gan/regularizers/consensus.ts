/** Consensus optimization: both players minimise the squared norm of the game's vector field. */
import { type Tensor3D, tf } from '../../engine/tf.js';
import { scalar } from '../options.js';
import { sumOfSquares } from './_gradient-norm.js';
import { regularizer } from './_regularizer.js';

export const consensusRegularizer = regularizer({
  name: 'consensus',
  description: "Each player: gamma / 2 times the squared length of (G's gradient, D's gradient).",
  paper: 'arXiv:1705.10461, equation 6',
  notes: [
    "Each gradient is of the player's own loss, without regularizers, in its own parameters.",
    'Intended for both players, with one gamma.',
  ],
  options: { gamma: scalar({ description: 'weight, gamma / 2 of which is used', default: 1, atLeast: 0 }) },
  add({ slope }, { gamma }) {
    const field = [...slope('generator'), ...slope('discriminator')];
    return tf.mul<Tensor3D>(tf.mul(sumOfSquares(field), gamma), 0.5);
  },
});
