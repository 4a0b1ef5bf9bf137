/** f-GAN with Neyman's chi-squared divergence. */
import { tf } from '../../../engine/tf.js';
import { sigmoid } from '../../../math/special/special.js';
import { fGan } from '../_f-gan.js';

export const fGanNeyman = fGan({
  name: 'f-gan-neyman',
  description:
    "f-GAN, Neyman's chi-squared, the integral of (p - q)^2 / p: D: exp(-s(x)) - 1 + 2 - 2 exp(-s(G(z)) / 2).",
  notes: ['f(u) = (1 - u)^2 / u, g(s) = 1 - exp(-s), f*(t) = 2 - 2 sqrt(1 - t). D* has the score 2 log(p / q).'],
  output: (s) => tf.sub(1, tf.exp(tf.neg(s))),
  conjugate: (s) => tf.sub(2, tf.mul(tf.exp(tf.mul(s, -0.5)), 2)),
  optimum: (logRatio) => 2 * logRatio,
  optimalScore: (logRatio) => tf.mul(logRatio, 2),
  probability: (s) => sigmoid(s / 2),
  logit: { scale: 0.5, shift: 0 },
  finite: { low: -80, high: Infinity },
});
