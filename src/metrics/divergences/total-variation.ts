/** The total variation distance. */

import { totalVariationDistance } from '../../density/divergences.js';
import { comparisonSays, readComparison } from '../_comparison-values.js';
import { metric } from '../metric.js';

export const totalVariation = metric({
  name: 'total-variation',
  description: 'Half the integral of |p - q|: the largest gap between the two probabilities of any event.',
  unit: '1',
  better: 'lower',
  range: [0, 1],
  ideal: 0,
  lines: [
    { at: 0, label: 'p_g = p_data' },
    { at: 1, label: 'disjoint supports' },
  ],
  notes: [
    'In one and two dimensions as js, but for the noise of a histogram, which is not taken off: n samples in K cells add up to ' +
      'sqrt(K / (2 pi n)). Absent in more dimensions, and of data that is known from samples only.',
    'Each unit of mass of q that has no density counts 1 / 2.',
  ],
  options: {},
  compute: (snapshot) => readComparison(snapshot, totalVariationDistance),
  estimator: comparisonSays,
});
