/** The non-saturating loss of the original GAN paper: the same loss of D, another of G. */
import { tf } from '../../engine/tf.js';
import { sigmoid } from '../../math/special/special.js';
import { loss } from './_loss.js';

export const nonSaturating = loss({
  name: 'non-saturating',
  description: 'D: -log D(x) - log(1 - D(G(z))); G: -log D(G(z)).',
  paper: 'arXiv:1406.2661, section 3',
  notes: ["At D* G's gradient is that of KL(q || p) - 2 JSD (arXiv:1701.04862, theorem 2.5)."],
  options: {},
  real: (s) => tf.softplus(tf.neg(s)),
  fake: (s) => tf.softplus(s),
  generator: (s) => tf.softplus(tf.neg(s)),
  optimum: (logRatio) => logRatio,
  optimalScore: (logRatio) => logRatio,
  probability: sigmoid,
});
