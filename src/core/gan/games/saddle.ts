/** The saddle problem of the two time-scale update rule. */

import { type Tensor3D, tf } from '../../engine/tf.js';
import { scalarPlayers, startOption } from './_closed-form.js';
import { game } from './_game.js';

export const saddle = game({
  name: 'saddle',
  description: 'min over x, max over y of (1 + x^2) (100 - y^2): the generator is x, the discriminator y.',
  paper: 'arXiv:1706.08500',
  notes: [
    'The discriminator minimises the negative. The equilibrium is x = y = 0. There is no loss or regularizer to choose.',
    'The authors alternate, x first, with learning rates 0.01, 0.001, or 0.0001 for one player and 0.01 for the other, and add standard normal noise to both gradients. Here nothing is random: one seed suffices.',
  ],
  options: { start: startOption({ generator: 0.5, discriminator: -0.4 }) },
  fields: [],
  dtype: 'float64',
  metrics: ['distance', 'generator-parameter', 'discriminator-parameter'],
  create: ({ start: from }) => ({
    ...scalarPlayers(from, { generator: 0, discriminator: 0 }),
    rules: {
      payoff(player, { generator: [x], discriminator: [y] }) {
        const valley = tf.add(tf.square(x as Tensor3D), 1);
        const value = tf.mul(valley, tf.sub(100, tf.square(y as Tensor3D))) as Tensor3D;
        return player === 'generator' ? value : tf.neg(value);
      },
    },
  }),
});
