/** One-sided label smoothing: the target of D at data is below 1. */
import { type Tensor3D, tf } from '../../engine/tf.js';
import { sigmoid } from '../../math/special/special.js';
import { scalar } from '../options.js';
import { loss } from './_loss.js';

export const labelSmoothing = loss({
  name: 'label-smoothing',
  description: 'D: -a log D(x) - (1 - a) log(1 - D(x)) - log(1 - D(G(z))); G: -log D(G(z)).',
  paper: 'arXiv:1606.03498, section 3.4',
  notes: [
    'One-sided: only the label of data is smoothed. D* is a p / (p + q): 0.45 at p = q with the usual a = 0.9.',
    "GAN Lab's 0.95 is a different loss: a weight on log D(x) without its complement, with D* = .95 p / (.95 p + q).",
  ],
  options: { label: scalar({ description: "data's label a", default: 0.9, above: 0, below: 1 }) },
  real: (s, { label }) => tf.add(tf.mul(tf.softplus(tf.neg(s)), label), tf.mul(tf.softplus(s), tf.sub(1, label))),
  fake: (s) => tf.softplus(s),
  generator: (s) => tf.softplus(tf.neg(s)),
  optimum: (logRatio, { label }) => Math.log(label) - Math.log(1 - label + Math.exp(-logRatio)),
  // log(1 - a + exp(-r)) without overflow: log(1 - a) + softplus(-r - log(1 - a)).
  optimalScore: (logRatio, { label }) => {
    const rest = tf.log(tf.sub<Tensor3D>(1, label));
    return tf.sub(tf.sub(tf.log(label), rest), tf.softplus(tf.neg(tf.add(logRatio, rest))));
  },
  probability: sigmoid,
});
