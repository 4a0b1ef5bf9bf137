import { z } from 'zod';
import type { Tensor3D } from '../../engine/tf.js';
import type { PlayerState } from '../optimizers/_optimizer.js';
import type { Player, Players } from '../players.js';
import { scheme } from './_scheme.js';

export const extragradient = scheme({
  name: 'extragradient',
  description: 'Both players look one step ahead, and then step from where they were by the gradient found there.',
  paper: 'arXiv:1802.10551 algorithms 2 and 4',
  notes: [
    'With any optimizer. The look counts in what the optimizer remembers: with Adam it is their ExtraAdam.',
    'A projection (weight clipping) is done after the look and after the step.',
    'Two gradients of each player a turn.',
  ],
  options: {
    batches: z
      .enum(['fresh', 'shared'])
      .default('fresh')
      .describe('Whether the look draws its own batch or uses the one of the step.'),
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
