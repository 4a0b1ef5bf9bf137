/** Invented settings: a ring and a 1-D mixture, trained with Adam. */
import type { Choice, Setting } from '../../../src/core/gan/setting.js';

export const STEPS = 3000;

const both = (choice: Choice) => ({ generator: choice, discriminator: choice });

export const RING: Choice = { name: 'ring', modes: 8, radius: 2, std: 0.1 };
export const MIXTURE: Choice = { name: 'mixture', means: [-2, 2], stds: [0.5, 0.7], weights: [0.4, 0.6] };

export function setting(target: Choice, optimizer: Choice): Setting {
  const network = { name: 'mlp', hidden: [64, 64], activation: { name: 'relu' } };
  return {
    game: { name: 'neural' },
    target,
    latent: { name: 'gaussian', dim: target.name === 'ring' ? 2 : 1 },
    generator: network,
    discriminator: network,
    loss: both({ name: 'non-saturating' }),
    regularizer: both({ name: 'none' }),
    optimizer: both(optimizer),
    scheme: { name: 'alternating', first: 'discriminator', discriminatorSteps: 1, generatorSteps: 1 },
    steps: STEPS,
    batch: 128,
    dtype: 'float32',
  };
}
