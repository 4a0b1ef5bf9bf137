/** f-GAN with the reverse Kullback-Leibler divergence. */
import { tf } from '../../../engine/tf.js';
import { sigmoid } from '../../../math/special/special.js';
import { fGan } from '../_f-gan.js';

export const fGanReverseKl = fGan({
  name: 'f-gan-reverse-kl',
  description: 'f-GAN, KL(q || p): D: exp(-s(x)) + s(G(z)) - 1.',
  notes: ['f(u) = -log u, g(s) = -exp(-s), f*(t) = -1 - log(-t). D* has the score log(p / q).'],
  output: (s) => tf.neg(tf.exp(tf.neg(s))),
  conjugate: (s) => tf.sub(s, 1),
  optimum: (logRatio) => logRatio,
  optimalScore: (logRatio) => logRatio,
  probability: sigmoid,
  finite: { low: -80, high: Infinity },
});
