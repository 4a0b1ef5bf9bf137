/** The game of two networks. */

import { type Tensor3D, tf } from '../../engine/tf.js';
import { MAX_PIECES } from '../bounds.js';
import { memberOf } from '../extension-members.js';
import type { Family, Member } from '../family.js';
import type { BuiltNetwork } from '../networks/_network.js';
import { count, omitDefault } from '../options.js';
import { dataSource, packedSource, packRows, unpackRows } from '../packing.js';
import type { Choice } from '../setting.js';
import { game } from './_game.js';
import { drawnNumbers, networkDraws } from './_network-draws.js';

export const neural = game({
  name: 'neural',
  description: 'Two networks: a generator makes samples, a discriminator scores them.',
  paper: 'arXiv:1406.2661',
  notes: [
    '`packing: m` is PacGAN, arXiv:1712.04086: D scores m samples together, all data or all generated, drawn independently.',
    'A row of a batch is then a pack, so that m times as many samples are drawn. D has no score of a single sample, and no D*.',
  ],
  options: {
    packing: omitDefault(1, count({ description: 'samples that D scores together', atMost: MAX_PIECES })),
  },
  fields: ['target', 'latent', 'generator', 'discriminator', 'loss', 'regularizer', 'batch'],
  dtype: 'float32',
  metrics: ['js', 'kl-q-p', 'dstar-error', 'modes-covered', 'high-quality'],
  create({ packing = 1 }, setting, { targets, latents, networks, activations, initializers }) {
    const target = chosen(targets, setting.target).create(setting.target!);
    const latent = chosen(latents, setting.latent).create(setting.latent!);
    const make = (choice: Choice | undefined, size: { inputs: number; outputs: number }) =>
      chosen(networks, choice).create(choice!, { ...size, activations, initializers });
    const generator = make(setting.generator, { inputs: latent.dim, outputs: target.dim });
    const discriminator = make(setting.discriminator, { inputs: packing * target.dim, outputs: 1 });
    const noSingleScore =
      packing > 1
        ? `D scores ${packing} samples together: it has no score of a single sample`
        : discriminator.batchwise?.includes('feature') &&
          'D uses the standard deviation of its batch: it has no score of a single sample';
    return {
      target,
      latent,
      networks: { generator, discriminator },
      players: { generator, discriminator },
      rows: setting.batch!,
      dim: packing * target.dim,
      draws: {
        real: dataSource(target, { batch: setting.batch!, packing }),
        latent: packedSource(latent, packing),
        ...networkDraws(generator, 'generator', packing),
        ...networkDraws(discriminator, 'discriminator-real'),
        ...networkDraws(discriminator, 'discriminator-fake'),
      },
      equilibrium: null,
      ...(noSingleScore && { noSingleScore }),
      rules: {
        scored: (matrices, batch) => ({
          score: (x, of = 'real') =>
            discriminator.forward(matrices.discriminator, x, {
              draw: (name) => drawnNumbers(`discriminator-${of}`, name, batch),
            }),
          ...(ofSingleRows(discriminator) && {
            scoreBoth(real: Tensor3D, fake: Tensor3D) {
              const scores = discriminator.forward(matrices.discriminator, tf.concat([real, fake], 1));
              const [ofReal, ofFake] = tf.split(scores, 2, 1) as Tensor3D[];
              return { real: ofReal, fake: ofFake };
            },
          }),
          real: batch.real,
          fake: packRows(
            generator.forward(matrices.generator, unpackRows(batch.latent, packing), {
              draw: (name) => unpackRows(drawnNumbers('generator', name, batch), packing),
            }),
            packing,
          ),
        }),
      },
    };
  },
});

/** Whether a row's output depends on that row alone. */
function ofSingleRows({ batchwise, draws }: BuiltNetwork): boolean {
  return !batchwise && !draws;
}

function chosen<M extends Member>(family: Family<M>, choice: Choice | undefined): M {
  return memberOf(family, choice ?? { name: '' });
}
