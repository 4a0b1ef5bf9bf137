/** f-GAN with the Jensen-Shannon divergence. */
import { tf } from '../../../engine/tf.js';
import { sigmoid } from '../../../math/special/special.js';
import { fGan } from '../_f-gan.js';

export const fGanJs = fGan({
  name: 'f-gan-js',
  description: 'f-GAN, twice the Jensen-Shannon divergence: the minimax losses minus log 2.',
  notes: [
    'f(u) = u log u - (u + 1) log((u + 1) / 2), g(s) = log 2 - log(1 + exp(-s)), f*(t) = -log(2 - exp(t)).',
    'D* has the score log(p / q).',
  ],
  output: (s) => tf.sub(tf.log(2), tf.softplus(tf.neg(s))),
  conjugate: (s) => tf.sub(tf.softplus(s), tf.log(2)),
  optimum: (logRatio) => logRatio,
  optimalScore: (logRatio) => logRatio,
  probability: sigmoid,
});
