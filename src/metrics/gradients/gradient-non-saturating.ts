/** Norm of the non-saturating loss's gradient in G's parameters, on the current D. */
import { nonSaturating } from '../../core/gan/losses/non-saturating.js';
import { metric } from '../metric.js';
import { EXPECTED_NORM_NOTE, OWN_PROBABILITY_NOTE } from './_latent-points.js';
import { generatorGradientEstimator, generatorGradientNorm } from './_norms.js';

export const gradientNonSaturating = metric({
  name: 'gradient-non-saturating',
  description: 'Norm of the gradient of E_q[-log D] in G’s parameters, on the current D, whatever G’s own loss.',
  paper: 'arXiv:1406.2661, section 3',
  unit: '1',
  better: 'neither',
  range: [0, Infinity],
  ideal: null,
  notes: [
    EXPECTED_NORM_NOTE,
    'At D* it is the gradient of KL(q || p) - 2 JSD (arXiv:1701.04862, theorem 2.5).',
    OWN_PROBABILITY_NOTE,
  ],
  options: {},
  compute: (snapshot) => generatorGradientNorm(snapshot, nonSaturating),
  estimator: (snapshot) => generatorGradientEstimator(snapshot, nonSaturating),
});
