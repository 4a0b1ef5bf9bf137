/** f-GAN with the total variation distance. */
import { tf } from '../../../engine/tf.js';
import { loss } from '../_loss.js';

export const fGanTotalVariation = loss({
  name: 'f-gan-total-variation',
  description: 'f-GAN, half the integral of |p - q|: D: -tanh(s(x)) / 2 + tanh(s(G(z))) / 2; G: -tanh(s(G(z))) / 2.',
  paper: 'arXiv:1606.00709',
  notes: [
    'f(u) = |u - 1| / 2, g(s) = tanh(s) / 2, f*(t) = t: the losses `variational` and `trick` of G are equal.',
    'D* has the score +-Infinity, which shows only which density is larger.',
  ],
  options: {},
  real: (s) => tf.mul(tf.tanh(s), -0.5),
  fake: (s) => tf.mul(tf.tanh(s), 0.5),
  generator: (s) => tf.mul(tf.tanh(s), -0.5),
  optimum: (logRatio) => (logRatio === 0 ? 0 : Math.sign(logRatio) * Infinity),
  probability: null,
});
