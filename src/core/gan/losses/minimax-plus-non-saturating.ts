/** The sum of the minimax and the non-saturating generator loss: exactly the reverse KL divergence. */
import { tf } from '../../engine/tf.js';
import { sigmoid } from '../../math/special/special.js';
import { loss } from './_loss.js';

export const minimaxPlusNonSaturating = loss({
  name: 'minimax-plus-non-saturating',
  description: 'D: -log D(x) - log(1 - D(G(z))); G: log(1 - D(G(z))) - log D(G(z)), which is minus the score.',
  notes: ["At D* G's loss is KL(q || p) exactly, its value and its gradient."],
  options: {},
  real: (s) => tf.softplus(tf.neg(s)),
  fake: (s) => tf.softplus(s),
  generator: (s) => tf.neg(s),
  optimum: (logRatio) => logRatio,
  optimalScore: (logRatio) => logRatio,
  probability: sigmoid,
});
