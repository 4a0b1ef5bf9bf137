/** f-GAN with Jeffrey's divergence. */
import { tf } from '../../../engine/tf.js';
import { sigmoid } from '../../../math/special/special.js';
import { fGan } from '../_f-gan.js';

export const fGanJeffrey = fGan({
  name: 'f-gan-jeffrey',
  description: 'f-GAN, KL(p || q) + KL(q || p): D: exp(-s(x)) - s(x) - 1 + exp(s(G(z))) + s(G(z)) - 1.',
  notes: [
    'f(u) = (u - 1) log u, g(s) = 1 + s - exp(-s), f*(g(s)) = exp(s) + s - 1. D* has the score log(p / q).',
    "The paper's g(s) = s needs Lambert's W in f*; this g reaches the same T, and the same divergence, by another score.",
  ],
  output: (s) => tf.sub(tf.add(s, 1), tf.exp(tf.neg(s))),
  conjugate: (s) => tf.sub(tf.add(tf.exp(s), s), 1),
  optimum: (logRatio) => logRatio,
  optimalScore: (logRatio) => logRatio,
  probability: sigmoid,
  finite: { low: -80, high: 80 },
});
