/** The Dirac-GAN: the smallest GAN there is, and one that need not converge. */
import { arena } from '../arena.js';
import { oneNumberEach, start } from '../closed-form.js';
import { type Tensor3D, tf } from '../engine/tf.js';

export const dirac = arena({
  name: 'dirac',
  says: 'The Dirac-GAN: all data at 0, all of G at theta, and D scores x with psi x.',
  paper: 'arXiv:1801.04406, definition 2.1',
  notes: [
    "D's loss is real(0) + fake(psi theta), G's is generator(psi theta), with the loss that the setting names.",
    'A high score means real. The authors score fakes high: their start theta = psi = 1 is generator 1, discriminator -1 here.',
    "The authors' gradient penalty of .3 is r1 or r2 with gamma 0.3; their alternating scheme moves the generator first.",
    'Losses that are flat at psi = 0, such as least squares with targets 0 and 1, rest wherever psi = 0.',
    'Nothing is random: one seed says everything. The equilibrium is theta = psi = 0.',
  ],
  options: { start: start({ generator: 1, discriminator: -1 }) },
  fields: ['loss', 'penalty'],
  dtype: 'float64',
  metrics: ['distance', 'generator-parameter', 'discriminator-parameter'],
  create: ({ start: from }) => ({
    ...oneNumberEach(from, { generator: 0, discriminator: 0 }),
    rules: {
      scored: ({ generator: [theta], discriminator: [psi] }) => ({
        score: (x) => tf.mul(x, psi as Tensor3D),
        real: tf.zeros([(theta as Tensor3D).shape[0], 1, 1]) as Tensor3D,
        fake: theta as Tensor3D,
      }),
    },
  }),
});
