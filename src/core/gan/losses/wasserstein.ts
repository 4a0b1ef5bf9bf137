/** The Wasserstein GAN's critic. */
import { tf } from '../../engine/tf.js';
import { loss } from './_loss.js';

export const wasserstein = loss({
  name: 'wasserstein',
  description: 'D: -s(x) + s(G(z)); G: -s(G(z)).',
  paper: 'arXiv:1701.07875',
  paperChoices: [
    { path: 'scheme.discriminatorSteps', value: 5 },
    { path: 'optimizer', value: 'rmsprop' },
    { path: 'optimizer.lr', value: 0.00005 },
    { path: 'batch', value: 64 },
  ],
  notes: [
    "Minus D's loss estimates the Wasserstein-1 distance if D is 1-Lipschitz.",
    'The loss does not make D Lipschitz: choose a regularizer for that, such as gradient-penalty.',
  ],
  options: {},
  real: (s) => tf.neg(s),
  fake: (s) => s,
  generator: (s) => tf.neg(s),
  optimum: { none: 'unbounded below, unless a regularizer or clipping keeps D Lipschitz' },
  probability: null,
});
