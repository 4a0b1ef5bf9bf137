/** The pull that the minimax loss would have on G, given the current D. */
import { minimax } from '../../core/gan/losses/minimax.js';
import { metric } from '../metric.js';
import { EXPECTED_NORM_NOTE, latentPoints, OWN_PROBABILITY_NOTE } from './_latent-points.js';
import { generatorGradientNorm } from './_norms.js';

export const gradientMinimax = metric({
  name: 'gradient-minimax',
  description:
    'Norm of the gradient in G’s parameters of E_q[log(1 - D)], on the current D, whatever loss G is trained with.',
  paper: 'arXiv:1406.2661, section 3',
  unit: '1',
  better: 'neither',
  range: [0, Infinity],
  ideal: null,
  notes: [
    EXPECTED_NORM_NOTE,
    'Between N(0, 1) and N(8, 1) at D*, in the mean: 3.92875e-4, where the non-saturating loss gives 7.999607.',
    'At D* it is the gradient of 2 JSD: it vanishes where D tells real from fake with certainty.',
    OWN_PROBABILITY_NOTE,
  ],
  options: {},
  compute: (snapshot) => generatorGradientNorm(snapshot, minimax),
  estimator: async (snapshot) => latentPoints(snapshot, 'gradient').says,
});
