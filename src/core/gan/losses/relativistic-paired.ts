/** The relativistic paired loss: each data point is compared with one generated sample. */
import { type Tensor3D, tf } from '../../engine/tf.js';
import { relativistic } from './_relativistic.js';

export const relativisticPaired = relativistic({
  name: 'relativistic-paired',
  description: 'D: f(s(x) - s(G(z))), pairing the rows of the batch; G: f(s(G(z)) - s(x)).',
  paper: 'arXiv:1807.00734, section 4.1',
  notes: [
    'RpGAN, and the loss of R3GAN (arXiv:2501.05441). One term per pair, as both papers define it.',
    'On the Dirac-GAN the logistic loss moves the players as `non-saturating` does.',
  ],
  // Both terms of a pair are equal, f(r).
  share: 0.5,
  relative({ real, fake }) {
    const more: Tensor3D = tf.sub(real, fake);
    return { real: more, fake: tf.neg(more) };
  },
});
