/** Two networks against each other. */
import { arena } from '../arena.js';
import type { Family, Member } from '../family.js';
import type { Choice } from '../setting.js';

export const neural = arena({
  name: 'neural',
  says: 'Networks play: a generator makes samples, a discriminator scores them.',
  paper: 'arXiv:1406.2661',
  options: {},
  fields: ['target', 'latent', 'generator', 'discriminator', 'loss', 'penalty', 'batch'],
  dtype: 'float32',
  metrics: ['js', 'kl-q-p', 'dstar-error', 'modes-covered', 'high-quality'],
  create(_, setting, { targets, latents, networks, activations, initializers }) {
    const target = chosen(targets, setting.target).create(setting.target!);
    const latent = chosen(latents, setting.latent).create(setting.latent!);
    const make = (choice: Choice | undefined, size: { inputs: number; outputs: number }) =>
      chosen(networks, choice).create(choice!, { ...size, activations, initializers });
    const generator = make(setting.generator, { inputs: latent.dim, outputs: target.dim });
    const discriminator = make(setting.discriminator, { inputs: target.dim, outputs: 1 });
    return {
      target,
      latent,
      networks: { generator, discriminator },
      players: { generator, discriminator },
      rows: setting.batch!,
      dim: target.dim,
      draws: { real: target, latent },
      equilibrium: null,
      rules: {
        scored: (matrices, batch) => ({
          score: (x) => discriminator.forward(matrices.discriminator, x),
          real: batch.real,
          fake: generator.forward(matrices.generator, batch.latent),
        }),
      },
    };
  },
});

function chosen<M extends Member>(family: Family<M>, choice: Choice | undefined): M {
  const member = choice && family.get(choice.name);
  if (!member) throw new Error(`${choice?.name}: unknown; known are ${[...family.keys()].join(', ')}`);
  return member;
}
