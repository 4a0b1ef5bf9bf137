/** The bilinear game, on which gradient descent cycles. */
import { z } from 'zod';
import { type Tensor3D, tf } from '../../engine/tf.js';
import { scalarPlayers, startOption } from './_closed-form.js';
import { game } from './_game.js';

const bound = z.number().positive().optional();

export const bilinear = game({
  name: 'bilinear',
  description: 'min over x, max over y of x y: the generator is x, the discriminator y.',
  paper: 'arXiv:1802.10551',
  notes: [
    'The discriminator minimises -x y. The equilibrium is x = y = 0. The payoff is fixed: there is no loss or regularizer to choose.',
    'Deterministic: one seed suffices.',
    'The box clips a player to [-bound, bound] after each step.',
  ],
  options: {
    start: startOption({ generator: 1, discriminator: 1 }),
    box: z
      .strictObject({ generator: bound, discriminator: bound })
      .default({})
      .describe('Largest |x| and |y|, for either player or both.'),
  },
  fields: [],
  dtype: 'float64',
  metrics: ['distance', 'generator-parameter', 'discriminator-parameter'],
  create: ({ start: from, box }) => ({
    ...scalarPlayers(from, { generator: 0, discriminator: 0 }),
    box: box as { generator?: number; discriminator?: number },
    rules: {
      payoff(player, { generator: [x], discriminator: [y] }) {
        const value = tf.mul(x as Tensor3D, y as Tensor3D) as Tensor3D;
        return player === 'generator' ? value : tf.neg(value);
      },
    },
  }),
});
