/** The minimax loss of the original GAN paper. */
import { tf } from '../../engine/tf.js';
import { sigmoid } from '../../math/special/special.js';
import { loss } from './_loss.js';

export const minimax = loss({
  name: 'minimax',
  description: 'D: -log D(x) - log(1 - D(G(z))); G: log(1 - D(G(z))).',
  paper: 'arXiv:1406.2661, equation 1',
  notes: ["Zero-sum. At D* G's gradient is that of 2 JSD: it vanishes where D separates data from samples perfectly."],
  options: {},
  real: (s) => tf.softplus(tf.neg(s)),
  fake: (s) => tf.softplus(s),
  generator: (s) => tf.neg(tf.softplus(s)),
  optimum: (logRatio) => logRatio,
  optimalScore: (logRatio) => logRatio,
  probability: sigmoid,
});
