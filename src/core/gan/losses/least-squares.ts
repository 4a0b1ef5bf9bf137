/** The least-squares GAN: scores are regressed onto two targets. */
import { type Tensor3D, tf } from '../../engine/tf.js';
import { sigmoid } from '../../math/special/special.js';
import { scalar } from '../options.js';
import { loss } from './_loss.js';

export const leastSquares = loss({
  name: 'least-squares',
  description: 'D: (s(x) - 1)^2 / 2 + s(G(z))^2 / 2; G: (s(G(z)) - 1)^2 / 2.',
  paper: 'arXiv:1611.04076',
  notes: [
    'With the factor 1/2, as in the paper; GAN Lab omits it, which doubles the learning rate under plain SGD.',
    "D* is fake + (real - fake) p / (p + q). The paper's other labels, { real: 1, fake: -1, wanted: 0 }, gives Pearson chi-squared.",
    'The score is not a probability: it is not restricted to [0, 1].',
  ],
  options: {
    real: scalar({ description: "D's target at data (b in the paper)", default: 1 }),
    fake: scalar({ description: "D's target at generated samples (a in the paper)", default: 0 }),
    wanted: scalar({ description: "G's target for the score of its samples (c in the paper)", default: 1 }),
  },
  real: (s, { real }) => halfSquare(s, real),
  fake: (s, { fake }) => halfSquare(s, fake),
  generator: (s, { wanted }) => halfSquare(s, wanted),
  optimum: (logRatio, { real, fake }) => fake + (real - fake) * sigmoid(logRatio),
  optimalScore: (logRatio, { real, fake }) => tf.add(fake, tf.mul(tf.sub(real, fake), tf.sigmoid(logRatio))),
  probability: null,
});

function halfSquare(s: Tensor3D, coding: Tensor3D): Tensor3D {
  return tf.mul(tf.square(tf.sub(s, coding)), 0.5);
}
