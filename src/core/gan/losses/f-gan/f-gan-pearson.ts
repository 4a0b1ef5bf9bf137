/** f-GAN with Pearson's chi-squared divergence. */
import { tf } from '../../../engine/tf.js';
import { fGan } from '../_f-gan.js';

export const fGanPearson = fGan({
  name: 'f-gan-pearson',
  description: "f-GAN, Pearson's chi-squared, the integral of (p - q)^2 / q: D: -s(x) + s(G(z))^2 / 4 + s(G(z)).",
  notes: ['f(u) = (u - 1)^2, g(s) = s, f*(t) = t^2 / 4 + t. D* has the score 2 (p / q - 1).'],
  output: (s) => s,
  conjugate: (s) => tf.add(tf.mul(tf.square(s), 0.25), s),
  optimum: (logRatio) => 2 * Math.expm1(logRatio),
  optimalScore: (logRatio) => tf.mul(tf.sub(tf.exp(logRatio), 1), 2),
  probability: null,
});
