/** The Dirac-GAN: a GAN with two parameters that need not converge. */

import { type Tensor3D, tf } from '../../engine/tf.js';
import { MAX_BATCH } from '../bounds.js';
import { count, omitDefault } from '../options.js';
import { scalarPlayers, startOption } from './_closed-form.js';
import { game } from './_game.js';

export const dirac = game({
  name: 'dirac',
  description: 'The Dirac-GAN: all data at 0, all samples at theta, and D(x) has the score psi x.',
  paper: 'arXiv:1801.04406, definition 2.1',
  notes: [
    "D's loss is real(0) + fake(psi theta), G's is generator(psi theta), with the loss of the setting.",
    'A high score means real. The authors use the opposite sign: their start theta = psi = 1 is generator 1, discriminator -1.',
    "The authors' gradient penalty of 0.3 is r1 or r2 with gamma 0.3; their alternating scheme moves the generator first.",
    'Losses that are flat at psi = 0, such as least squares with targets 0 and 1, are at rest wherever psi = 0.',
    'Deterministic, unless a regularizer draws: one seed suffices. The equilibrium is theta = psi = 0.',
  ],
  options: {
    start: startOption({ generator: 1, discriminator: -1 }),
    noiseSamples: omitDefault(
      1,
      count({
        description: 'draws that a step averages over, if a regularizer draws; the authors take 1000',
        atMost: MAX_BATCH,
      }),
    ),
  },
  fields: ['loss', 'regularizer'],
  dtype: 'float64',
  metrics: ['distance', 'generator-parameter', 'discriminator-parameter'],
  create: ({ start: from, noiseSamples = 1 }) => ({
    ...scalarPlayers(from, { generator: 0, discriminator: 0 }),
    rows: noiseSamples,
    rules: {
      scored: ({ generator: [theta], discriminator: [psi] }) => ({
        score: (x) => tf.mul(x, psi as Tensor3D),
        real: tf.zeros([(theta as Tensor3D).shape[0], 1, 1]) as Tensor3D,
        fake: theta as Tensor3D,
      }),
    },
  }),
});
