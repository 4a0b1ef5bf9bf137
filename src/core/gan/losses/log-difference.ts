/** The discriminator's loss with log D where log(1 - D) should be minimised: unbounded, and never D*. */
import { tf } from '../../engine/tf.js';
import { sigmoid } from '../../math/special/special.js';
import { loss } from './_loss.js';

export const logDifference = loss({
  name: 'log-difference',
  description: 'D: -log D(x) + log D(G(z)); G: -log D(G(z)).',
  notes: [
    'Zero-sum. D has no optimum: per sample it minimises (p - q)(-log D), which D = 0 drives to -infinity where q > p, ' +
      'D = 1 to 0 where p > q, and any D where p = q. It never ends at p / (p + q).',
  ],
  options: {},
  real: (s) => tf.softplus(tf.neg(s)),
  fake: (s) => tf.neg(tf.softplus(tf.neg(s))),
  generator: (s) => tf.softplus(tf.neg(s)),
  optimum: { none: 'unbounded below: D = 0 drives it to -infinity wherever q > p' },
  probability: sigmoid,
});
