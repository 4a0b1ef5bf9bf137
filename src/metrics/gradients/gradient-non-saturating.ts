/** The pull that the non-saturating loss would have on G, given the current D. */
import { nonSaturating } from '../../core/gan/losses/non-saturating.js';
import { metric } from '../metric.js';
import { EXPECTED_NORM_NOTE, latentPoints, OWN_PROBABILITY_NOTE } from './_latent-points.js';
import { generatorGradientNorm } from './_norms.js';

export const gradientNonSaturating = metric({
  name: 'gradient-non-saturating',
  description:
    'Norm of the gradient in G’s parameters of E_q[-log D], on the current D, whatever loss G is trained with.',
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
  estimator: async (snapshot) => latentPoints(snapshot, 'gradient').says,
});
