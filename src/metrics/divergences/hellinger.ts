/** The Hellinger distance. */

import { hellingerDistance } from '../../density/divergences.js';
import { comparisonSays, readComparison } from '../_comparison-values.js';
import { metric } from '../metric.js';

export const hellinger = metric({
  name: 'hellinger',
  description: 'sqrt(1/2 integral of (sqrt p - sqrt q)^2), the distance and not its square.',
  unit: '1',
  better: 'lower',
  range: [0, 1],
  ideal: 0,
  lines: [
    { at: 0, label: 'p_g = p_data' },
    { at: 1, label: 'disjoint supports' },
  ],
  notes: [
    'With the factor 1/2 inside, so that it ends at 1; others leave it out and end at sqrt 2.',
    'In one and two dimensions as js, but for the noise of a histogram, which is not taken off: n samples in K cells add up to ' +
      'K / (8 n) to its square. Absent in more dimensions, and of data that is known from samples only.',
  ],
  options: {},
  compute: (snapshot) => readComparison(snapshot, hellingerDistance),
  estimator: comparisonSays,
});
