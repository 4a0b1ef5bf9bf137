/** f-GAN with the squared Hellinger distance. */
import { tf } from '../../../engine/tf.js';
import { sigmoid } from '../../../math/special/special.js';
import { fGan } from '../_f-gan.js';

export const fGanHellinger = fGan({
  name: 'f-gan-hellinger',
  description: 'f-GAN, the integral of (sqrt p - sqrt q)^2: D: exp(-s(x)) - 1 + exp(s(G(z))) - 1.',
  notes: [
    'f(u) = (sqrt u - 1)^2, g(s) = 1 - exp(-s), f*(t) = t / (1 - t). D* has the score log(p / q) / 2.',
    'The square of the metric `hellinger`, without its factor 1/2.',
  ],
  output: (s) => tf.sub(1, tf.exp(tf.neg(s))),
  conjugate: (s) => tf.sub(tf.exp(s), 1),
  optimum: (logRatio) => logRatio / 2,
  optimalScore: (logRatio) => tf.mul(logRatio, 0.5),
  probability: (s) => sigmoid(2 * s),
  logit: { scale: 2, shift: 0 },
  finite: { low: -80, high: 80 },
});
