/** Hellinger distance. */

import { hellingerDistance } from '../../density/divergences.js';
import { noisyComparisonEstimator, valueOfComparison } from '../_comparison-values.js';
import { metric } from '../metric.js';

export const hellinger = metric({
  name: 'hellinger',
  description: 'sqrt(1/2 integral of (sqrt p - sqrt q)^2): the distance, not its square.',
  unit: '1',
  better: 'lower',
  range: [0, 1],
  ideal: 0,
  lines: [
    { at: 0, label: 'q = p' },
    { at: 1, label: 'disjoint supports' },
  ],
  notes: [
    'The factor 1/2 makes 1 the maximum; without it the maximum is sqrt 2.',
    'In one and two dimensions: exact, or of the plane’s triangles, as js; of samples a histogram by Scott’s rule. ' +
      'Absent in more dimensions, and where the data is known from samples only.',
    'The histogram is not corrected for its counts’ noise: n samples in K cells add up to K / (8 n) to the square, and the estimator states the value ' +
      'that noise alone gives.',
  ],
  options: {},
  compute: (snapshot) => valueOfComparison(snapshot, hellingerDistance),
  estimator: (snapshot) => noisyComparisonEstimator(snapshot, hellingerDistance),
});
