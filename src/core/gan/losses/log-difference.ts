/** A discriminator loss with log D in the place of -log(1 - D): unbounded, without D*. */
import { tf } from '../../engine/tf.js';
import { sigmoid } from '../../math/special/special.js';
import { loss } from './_loss.js';

export const logDifference = loss({
  name: 'log-difference',
  description: 'D: -log D(x) + log D(G(z)); G: -log D(G(z)).',
  notes: [
    'Zero-sum. D has no optimum: per sample it minimises (p - q)(-log D), which tends to -infinity at D = 0 where q > p, ' +
      'to 0 at D = 1 where p > q, and is constant where p = q. It never reaches p / (p + q).',
  ],
  options: {},
  real: (s) => tf.softplus(tf.neg(s)),
  fake: (s) => tf.neg(tf.softplus(tf.neg(s))),
  generator: (s) => tf.softplus(tf.neg(s)),
  optimum: { none: 'unbounded below: D = 0 drives it to -infinity wherever q > p' },
  probability: sigmoid,
});
