import { z } from 'zod';
import type { Tensor3D } from '../../engine/tf.js';
import type { PlayerState } from '../optimizers/_optimizer.js';
import type { Player, Players } from '../players.js';
import { scheme } from './_scheme.js';

export const extragradient = scheme({
  name: 'extragradient',
  description:
    'Both players extrapolate one step, then move from where they were by the gradient at the extrapolated point.',
  paper: 'arXiv:1802.10551 algorithms 2 and 4',
  notes: [
    'With any optimizer. The extrapolation updates its memory: with Adam this is ExtraAdam.',
    'Projections (weight clipping) apply after the extrapolation and after the update.',
    'Two gradients of each player per step.',
  ],
  options: {
    batches: z
      .enum(['fresh', 'shared'])
      .default('fresh')
      .describe('Whether the extrapolation draws its own batch or uses that of the update.'),
  },
  draws: ({ batches }) => (batches === 'fresh' ? ['extrapolation-1', 'discriminator-1'] : ['discriminator-1']),
  step({ operations, state, batch }, { batches }) {
    const step = (from: Players<PlayerState>, at: Players<PlayerState>, name: string): Players<PlayerState> => {
      const parameters = { generator: at.generator.parameters, discriminator: at.discriminator.parameters };
      const drawn = batch(name);
      const move = (player: Player) =>
        operations.update(player, from[player], operations.gradient(player, parameters, drawn));
      return { generator: move('generator'), discriminator: move('discriminator') };
    };
    const ahead = step(state, state, batches === 'fresh' ? 'extrapolation-1' : 'discriminator-1');
    const back = {
      generator: returned(ahead.generator, state.generator.parameters),
      discriminator: returned(ahead.discriminator, state.discriminator.parameters),
    };
    return step(back, ahead, 'discriminator-1');
  },
});

const returned = ({ memory }: PlayerState, parameters: Tensor3D): PlayerState => ({ parameters, memory });
