/** Mescheder's gradient penalty on data. */
import { type Tensor3D, tf } from '../../engine/tf.js';
import { scalar } from '../options.js';
import { squaredSlope } from './_gradient-norm.js';
import { regularizer } from './_regularizer.js';

export const r1 = regularizer({
  name: 'r1',
  description: "D: gamma / 2 times the mean of |gradient of D's score|^2 at data.",
  paper: 'arXiv:1801.04406, equation 9',
  paperChoices: [{ path: 'scheme.first', value: 'generator' }],
  notes: ["With the factor 1/2. The authors' code has none: its `reg_param` is gamma / 2."],
  onlyFor: 'discriminator',
  usesScoreGradient: true,
  options: { gamma: scalar({ description: 'weight, gamma / 2 of which is used', default: 10, atLeast: 0 }) },
  add({ score, real, mean }, { gamma }) {
    return tf.mul<Tensor3D>(tf.mul(mean(squaredSlope(score, real)), gamma), 0.5);
  },
});
