/** The two Gaussians of GAN Lab. */
import { gaussianMixture } from '../../gaussian-mixture.js';
import { target } from '../_target.js';

export const gaussiansGanlab = target({
  name: 'gaussians-ganlab',
  description: 'GAN Lab Gaussians: N((.3, .7), .1^2 I) and N((.7, .4), diag(.05^2, .2^2)), equally.',
  paper: 'arXiv:1809.01587',
  notes: ['Fresh samples for every batch.'],
  options: {},
  create: () =>
    gaussianMixture([
      { mean: [0.3, 0.7], std: [0.1, 0.1], weight: 1 },
      { mean: [0.7, 0.4], std: [0.05, 0.2], weight: 1 },
    ]),
});
