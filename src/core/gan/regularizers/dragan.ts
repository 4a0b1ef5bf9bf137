/** DRAGAN's gradient penalty, around data. */
import { z } from 'zod';
import { type Tensor3D, tf } from '../../engine/tf.js';
import { scalar } from '../options.js';
import { lengthPenalty, slopeLength } from './_gradient-norm.js';
import { regularizer } from './_regularizer.js';

export const dragan = regularizer({
  name: 'dragan',
  description: "D: weight times the mean of (|gradient of D's score| - aim)^2 at data with noise.",
  paper: 'arXiv:1705.07215',
  notes: [
    "`noise: uniform` is the authors' code: x + a spread sd(batch) u, with a in [0, 1) uniform per sample and u in [0, 1) uniform per coordinate: all noise is positive.",
    '`noise: normal` is their formula: x + spread sd(batch) n, with n standard normal per coordinate.',
    'sd(batch) is one number: the standard deviation of all coordinates of all data in the batch.',
    'The length is sqrt(|gradient|^2 + 1e-12), as in `gradient-penalty`.',
  ],
  onlyFor: 'discriminator',
  usesScoreGradient: true,
  options: {
    weight: scalar({ description: 'weight (lambda)', default: 10, atLeast: 0 }),
    aim: scalar({ description: 'preferred gradient length (k)', default: 1, atLeast: 0 }),
    spread: scalar({ description: "the noise's size, in standard deviations of the batch", default: 0.5, atLeast: 0 }),
    noise: z.enum(['uniform', 'normal']).default('uniform').describe('The noise added to data.'),
  },
  draws: {
    mix: { of: 'uniform', each: 'sample' },
    shift: { of: 'uniform', each: 'coordinate' },
    shake: { of: 'normal', each: 'coordinate' },
  },
  add({ score, real, mean, draw }, { weight, aim, spread, noise }) {
    const unit = noise === 'normal' ? draw('shake') : tf.mul<Tensor3D>(draw('shift'), draw('mix'));
    const size: Tensor3D = tf.mul(deviation(real, mean), spread);
    const length = slopeLength(score, tf.add(real, tf.mul(unit, size)));
    return tf.mul<Tensor3D>(mean(lengthPenalty(length, { aim, sides: 'two' })), weight);
  },
});

function deviation(x: Tensor3D, mean: (perSample: Tensor3D) => Tensor3D): Tensor3D {
  const average = (values: Tensor3D) => mean(tf.mean(values, 2, true) as Tensor3D);
  return tf.sqrt(average(tf.square(tf.sub<Tensor3D>(x, average(x)))));
}
