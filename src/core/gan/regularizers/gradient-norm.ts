/** Nagarajan and Kolter's regularizer: G minimises the squared gradient of D. */
import { type Tensor3D, tf } from '../../engine/tf.js';
import { scalar } from '../options.js';
import { sumOfSquares } from './_gradient-norm.js';
import { regularizer } from './_regularizer.js';

export const gradientNorm = regularizer({
  name: 'gradient-norm',
  description: "G: weight / 2 times the squared length of the gradient of D's loss in D's parameters.",
  paper: 'arXiv:1706.04156, section 4',
  notes: [
    "With the factor 1/2, as in the authors' code. D's loss is taken without regularizers.",
    'It has no effect on D; `consensus` regularizes both players.',
  ],
  onlyFor: 'generator',
  options: { weight: scalar({ description: 'weight (eta), half of which is used', default: 1, atLeast: 0 }) },
  add({ slope }, { weight }) {
    return tf.mul<Tensor3D>(tf.mul(sumOfSquares(slope('discriminator')), weight), 0.5);
  },
});
