/** Norm of the minimax loss's gradient in G's parameters, on the current D. */
import { minimax } from '../../core/gan/losses/minimax.js';
import { metric } from '../metric.js';
import { EXPECTED_NORM_NOTE, OWN_PROBABILITY_NOTE } from './_latent-points.js';
import { generatorGradientEstimator, generatorGradientNorm } from './_norms.js';

export const gradientMinimax = metric({
  name: 'gradient-minimax',
  description: 'Norm of the gradient of E_q[log(1 - D)] in G’s parameters, on the current D, whatever G’s own loss.',
  paper: 'arXiv:1406.2661, section 3',
  unit: '1',
  better: 'neither',
  range: [0, Infinity],
  ideal: null,
  notes: [
    EXPECTED_NORM_NOTE,
    'For p = N(0, 1), q = N(8, 1) and D = D*, in the mean of q: 3.92875e-4; the non-saturating loss gives 7.999607.',
    'At D* it is the gradient of 2 JSD: it vanishes where D* separates the two without error.',
    OWN_PROBABILITY_NOTE,
  ],
  options: {},
  compute: (snapshot) => generatorGradientNorm(snapshot, minimax),
  estimator: (snapshot) => generatorGradientEstimator(snapshot, minimax),
});
