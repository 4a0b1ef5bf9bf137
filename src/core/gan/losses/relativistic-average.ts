/** The relativistic average loss: each score is compared with the mean score of the other side. */
import { tf } from '../../engine/tf.js';
import { relativistic } from './_relativistic.js';

export const relativisticAverage = relativistic({
  name: 'relativistic-average',
  description: 'D: f(s(x) - mean s(G(z))) + f(mean s(x) - s(G(z))); G: the same with data and samples swapped.',
  paper: 'arXiv:1807.00734, section 4.2',
  notes: [
    'RaSGAN (`logistic`), RaHingeGAN and RaLSGAN. Means are over the batch, and gradients flow through them.',
    'The sum of both terms, as in the paper; its code halves it, which halves the learning rate under plain SGD.',
    'With `least-squares` f has no factor 1/2, as in the paper.',
  ],
  share: 1,
  relative: ({ real, fake }, mean) => ({ real: tf.sub(real, mean(fake)), fake: tf.sub(fake, mean(real)) }),
});
