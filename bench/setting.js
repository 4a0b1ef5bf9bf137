// The setting that benches train: G and D are MLPs of two hidden layers, Adam, one update each a step.
export function settingOf({ target, dim, hidden, batch, steps }) {
  const both = (make) => ({ generator: make(), discriminator: make() });
  const network = {
    name: 'mlp',
    hidden: [hidden, hidden],
    activation: { name: 'relu' },
    outputActivation: { name: 'linear' },
    initializer: { name: 'he' },
    bias: true,
    normalize: 'none',
  };
  return {
    game: { name: 'neural' },
    target,
    latent: { name: 'gaussian', dim, mean: 0, std: 1 },
    ...both(() => ({ ...network })),
    loss: both(() => ({ name: 'non-saturating' })),
    regularizer: both(() => ({ name: 'none' })),
    optimizer: both(() => ({ name: 'adam', lr: 0.001, beta1: 0.5, beta2: 0.999, epsilon: 1e-8 })),
    scheme: { name: 'alternating', first: 'discriminator', discriminatorSteps: 1, generatorSteps: 1, batches: 'fresh' },
    steps,
    batch,
    dtype: 'float32',
  };
}
