/** Norm of the gradient of D's own loss. */
import { metric } from '../metric.js';
import { DRAWS_ESTIMATOR, discriminatorGradientNorm } from './_norms.js';

export const gradientNormDiscriminator = metric({
  name: 'gradient-norm-discriminator',
  description: 'Norm of the gradient of D’s own loss, without regularizers, in D’s parameters.',
  unit: '1',
  better: 'neither',
  range: [0, Infinity],
  ideal: null,
  notes: [
    'Euclidean norm over all of D’s parameters of the mean over 2,048 draws of z and of the data. Noise adds tr(C) / ' +
      '2,048 to the squared norm, with C the covariance of one draw’s gradient. At D* the expectation is 0.',
  ],
  options: {},
  compute: discriminatorGradientNorm,
  estimator: async () => DRAWS_ESTIMATOR,
});
