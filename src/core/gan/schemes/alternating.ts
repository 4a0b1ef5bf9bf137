import { z } from 'zod';
import { MAX_UPDATES } from '../bounds.js';
import { count } from '../options.js';
import { other } from '../players.js';
import { scheme } from './_scheme.js';

const options = {
  first: z
    .enum(['discriminator', 'generator'])
    .default('discriminator')
    .describe('Which player moves first in a step.'),
  discriminatorSteps: count({
    description: 'Updates of the discriminator per step (k of Algorithm 1).',
    default: 1,
    atMost: MAX_UPDATES,
  }),
  generatorSteps: count({ description: 'Updates of the generator per step.', default: 1, atMost: MAX_UPDATES }),
  batches: z
    .enum(['fresh', 'shared'])
    .default('fresh')
    .describe('Whether the generator draws its own noise or reuses the noise that the discriminator saw.'),
};

export const alternating = scheme({
  name: 'alternating',
  description: 'One player makes its updates, then the other, against the first one as updated.',
  paper: 'arXiv:1406.2661 Algorithm 1',
  notes: [
    'GAN_stability moves the generator first, most others the discriminator. The order changes the result: docs/guide/defaults.md.',
  ],
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
