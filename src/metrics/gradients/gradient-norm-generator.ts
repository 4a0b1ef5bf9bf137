/** Norm of the gradient of G's own loss. */
import { metric } from '../metric.js';
import { generatorGradientEstimator, generatorGradientNorm } from './_norms.js';

export const gradientNormGenerator = metric({
  name: 'gradient-norm-generator',
  description: 'Norm of the gradient of G’s own loss, without regularizers, in G’s parameters.',
  unit: '1',
  better: 'neither',
  range: [0, Infinity],
  ideal: null,
  notes: [
    'Euclidean norm over all of G’s parameters of the expectation over z.',
    'By quadrature if z has one dimension, with panels halved until that changes the norm by less than 1e-10 of itself, or ' +
      '1e-14; otherwise, and for relativistic losses, the mean over 2,048 draws.',
    'The noise of draws adds tr(C) / 2,048 to the squared norm, with C the covariance of one draw’s gradient.',
    'It vanishes at an equilibrium, and also where a strong D saturates the minimax loss: compare with js.',
  ],
  options: {},
  compute: (snapshot) => generatorGradientNorm(snapshot),
  estimator: (snapshot) => generatorGradientEstimator(snapshot),
});
