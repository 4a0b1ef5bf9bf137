/** Total variation distance. */

import { totalVariationDistance } from '../../density/divergences.js';
import { noisyComparisonEstimator, valueOfComparison } from '../_comparison-values.js';
import { metric } from '../metric.js';

export const totalVariation = metric({
  name: 'total-variation',
  description: 'Half the integral of |p - q|: the largest difference between the two probabilities of an event.',
  unit: '1',
  better: 'lower',
  range: [0, 1],
  ideal: 0,
  lines: [
    { at: 0, label: 'q = p' },
    { at: 1, label: 'disjoint supports' },
  ],
  notes: [
    'In one and two dimensions: exact, or of the plane’s triangles, as js; of samples a histogram by Scott’s rule. ' +
      'Absent in more dimensions, and where the data is known from samples only.',
    'The histogram is not corrected for its counts’ noise: n samples in K cells add up to sqrt(K / (2 pi n)), and the estimator states the value ' +
      'that noise alone gives.',
    'Singular mass of q (an atom; in the plane a curve) contributes 1/2 per unit.',
  ],
  options: {},
  compute: (snapshot) => valueOfComparison(snapshot, totalVariationDistance),
  estimator: (snapshot) => noisyComparisonEstimator(snapshot, totalVariationDistance),
});
