/** A small resolved setting for tests; every field can be replaced. */
import type { Setting } from '../../src/core/gan/setting.js';

export function smallSetting(changes: Partial<Setting> = {}): Setting & Required<Omit<Setting, 'averaging'>> {
  const adam = { name: 'adam', lr: 0.002, beta1: 0.5, beta2: 0.999, epsilon: 1e-8 };
  const loss = { name: 'non-saturating' };
  const mlp = {
    name: 'mlp',
    hidden: [16, 16],
    activation: { name: 'relu' },
    outputActivation: { name: 'linear' },
    initializer: { name: 'he' },
    bias: true,
  };
  return {
    game: { name: 'neural' },
    target: { name: 'ring', modes: 8, radius: 2, std: 0.02 },
    latent: { name: 'gaussian', dim: 2 },
    generator: mlp,
    discriminator: { ...mlp, hidden: [12] },
    loss: { generator: loss, discriminator: loss },
    regularizer: { generator: { name: 'none' }, discriminator: { name: 'none' } },
    optimizer: { generator: adam, discriminator: { ...adam, lr: 0.001 } },
    scheme: { name: 'alternating', first: 'discriminator', discriminatorSteps: 1, generatorSteps: 1, batches: 'fresh' },
    steps: 200,
    batch: 37,
    dtype: 'float32',
    ...changes,
  };
}
