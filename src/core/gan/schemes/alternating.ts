import { z } from 'zod';
import { count } from '../options.js';
import { other } from '../players.js';
import { scheme } from './_scheme.js';

const options = {
  first: z.enum(['discriminator', 'generator']).default('discriminator').describe('Who moves first in a turn.'),
  discriminatorSteps: count({ description: 'Updates of the discriminator in a turn (k of Algorithm 1).', default: 1 }),
  generatorSteps: count({ description: 'Updates of the generator in a turn.', default: 1 }),
  batches: z
    .enum(['fresh', 'shared'])
    .default('fresh')
    .describe('Whether the generator draws its own noise or reuses the noise that the discriminator saw.'),
};

export const alternating = scheme({
  name: 'alternating',
  description: 'One player takes its steps, then the other, which sees the first one already moved.',
  paper: 'arXiv:1406.2661 Algorithm 1',
  notes: ['GAN_stability moves the generator first; most others the discriminator: it changes the end state.'],
  options,
  draws({ discriminatorSteps, generatorSteps, batches }) {
    if (batches === 'shared') return names('discriminator', Math.max(discriminatorSteps, generatorSteps));
    return [...names('discriminator', discriminatorSteps), ...names('generator', generatorSteps)];
  },
  step({ operations, state, batch }, { first, discriminatorSteps, generatorSteps, batches }) {
    const steps = { discriminator: discriminatorSteps, generator: generatorSteps };
    let players = state;
    for (const player of [first, other(first)]) {
      for (const name of names(batches === 'shared' ? 'discriminator' : player, steps[player])) {
        const parameters = {
          generator: players.generator.parameters,
          discriminator: players.discriminator.parameters,
        };
        const gradient = operations.gradient(player, parameters, batch(name));
        players = { ...players, [player]: operations.update(player, players[player], gradient) };
      }
    }
    return players;
  },
});

const names = (player: string, steps: number) => Array.from({ length: steps }, (_, i) => `${player}-${i + 1}`);
