/** A small resolved setting, in which laws train. */
import type { Setting } from '../core/gan/setting.js';

export function lawSetting(changes: Partial<Setting> = {}): Setting {
  const adam = { name: 'adam', lr: 0.002, beta1: 0.5, beta2: 0.999, epsilon: 1e-8 };
  const mlp = {
    name: 'mlp',
    hidden: [8],
    activation: { name: 'tanh' },
    outputActivation: { name: 'linear' },
    initializer: { name: 'he' },
    bias: true,
  };
  const both = <T>(choice: T) => ({ generator: choice, discriminator: choice });
  return {
    game: { name: 'neural' },
    target: { name: 'gaussian', mean: 0, std: 1, dim: 1 },
    latent: { name: 'gaussian', dim: 1 },
    generator: mlp,
    discriminator: mlp,
    loss: both({ name: 'non-saturating' }),
    regularizer: both({ name: 'none' }),
    optimizer: both(adam),
    scheme: { name: 'alternating', first: 'discriminator', discriminatorSteps: 1, generatorSteps: 1, batches: 'fresh' },
    steps: 20,
    batch: 8,
    dtype: 'float32',
    ...changes,
  };
}
