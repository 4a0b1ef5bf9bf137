/** The zero-centred gradient penalty between data and samples. */
import { type Tensor3D, tf } from '../../engine/tf.js';
import { scalar } from '../options.js';
import { interpolate, squaredSlope } from './_gradient-norm.js';
import { regularizer } from './_regularizer.js';

export const zeroCentred = regularizer({
  name: 'zero-centred',
  description: "D: weight times the mean of |gradient of D's score|^2 between data and G's samples.",
  paper: 'arXiv:1902.03984',
  notes: [
    'At u x + (1 - u) G(z), the points of `gradient-penalty`. Without a factor 1/2, a root and an epsilon.',
    'At data alone it would be `r1` with gamma twice the weight.',
  ],
  onlyFor: 'discriminator',
  usesScoreGradient: true,
  options: { weight: scalar({ description: 'weight (lambda)', default: 10, atLeast: 0 }) },
  draws: { mix: { of: 'uniform', each: 'sample' } },
  add({ score, real, fake, mean, draw }, { weight }) {
    return tf.mul<Tensor3D>(mean(squaredSlope(score, interpolate({ real, fake, share: draw('mix') }))), weight);
  },
});
