/** Both of Mescheder's gradient penalties. */
import { type Tensor3D, tf } from '../../engine/tf.js';
import { scalar } from '../options.js';
import { squaredSlope } from './_gradient-norm.js';
import { regularizer } from './_regularizer.js';

export const r1R2 = regularizer({
  name: 'r1-r2',
  description: "D: gamma / 2 times the mean of |gradient of D's score|^2 at data, and the same at G's samples.",
  paper: 'arXiv:2501.05441',
  notes: ['The sum of `r1` and `r2` with one gamma, not their mean.'],
  onlyFor: 'discriminator',
  usesScoreGradient: true,
  options: { gamma: scalar({ description: 'weight of each, gamma / 2 of which is used', default: 10, atLeast: 0 }) },
  add({ score, real, fake, mean }, { gamma }) {
    const both: Tensor3D = tf.add(mean(squaredSlope(score, real)), mean(squaredSlope((x) => score(x, 'fake'), fake)));
    return tf.mul<Tensor3D>(tf.mul(both, gamma), 0.5);
  },
});
