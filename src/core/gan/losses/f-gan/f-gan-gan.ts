/** f-GAN with the divergence of the original GAN paper. */
import { tf } from '../../../engine/tf.js';
import { sigmoid } from '../../../math/special/special.js';
import { fGan } from '../_f-gan.js';

export const fGanGan = fGan({
  name: 'f-gan-gan',
  description: 'f-GAN, twice the Jensen-Shannon divergence minus log 4: the minimax game itself.',
  notes: [
    'f(u) = u log u - (u + 1) log(u + 1), g(s) = -log(1 + exp(-s)), f*(t) = -log(1 - exp(t)).',
    'With `variational` it is `minimax`, with `trick` it is `non-saturating`.',
  ],
  output: (s) => tf.neg(tf.softplus(tf.neg(s))),
  conjugate: (s) => tf.softplus(s),
  optimum: (logRatio) => logRatio,
  optimalScore: (logRatio) => logRatio,
  probability: sigmoid,
});
