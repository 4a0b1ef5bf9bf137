/** f-GAN with the Kullback-Leibler divergence. */
import { type Tensor3D, tf } from '../../../engine/tf.js';
import { sigmoid } from '../../../math/special/special.js';
import { fGan } from '../_f-gan.js';

export const fGanKl = fGan({
  name: 'f-gan-kl',
  description: 'f-GAN, KL(p || q): D: -s(x) + exp(s(G(z)) - 1).',
  notes: ['f(u) = u log u, g(s) = s, f*(t) = exp(t - 1). D* has the score 1 + log(p / q).'],
  output: (s) => s,
  conjugate: (s) => tf.exp(tf.sub<Tensor3D>(s, 1)),
  optimum: (logRatio) => 1 + logRatio,
  optimalScore: (logRatio) => tf.add(logRatio, 1),
  probability: (s) => sigmoid(s - 1),
  logit: { scale: 1, shift: -1 },
  finite: { low: -Infinity, high: 80 },
});
