/** How strongly G is pulled. */
import { metric } from '../metric.js';
import { generatorGradientNorm, generatorPoints } from './_norms.js';

export const gradientNormGenerator = metric({
  name: 'gradient-norm-generator',
  description: 'Norm of the gradient of G’s own loss, without regularizers, in G’s parameters.',
  unit: '1',
  better: 'neither',
  range: [0, Infinity],
  ideal: null,
  notes: [
    'Euclidean norm over all of G’s parameters, of the expectation over z: by quadrature where z is a number; elsewhere, ' +
      'and of relativistic losses, the mean over 2,048 draws, whose noise adds (trace of its covariance) / 2,048 to the squared norm.',
    'It vanishes at an equilibrium, and also where D is too good for the minimax loss: read it beside js.',
  ],
  options: {},
  compute: (snapshot) => generatorGradientNorm(snapshot),
  estimator: async (snapshot) => generatorPoints(snapshot).says,
});
