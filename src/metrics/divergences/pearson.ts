/** Pearson's chi-squared divergence. */

import { compareDensitiesInTails } from '../../density/density.js';
import { pearsonDivergence } from '../../density/divergences.js';
import { estimatorOf, valueOfExactComparison } from '../_comparison-values.js';
import { metric } from '../metric.js';

export const pearson = metric({
  name: 'pearson',
  description:
    'Pearson’s chi-squared divergence, the integral of (p - q)^2 / q: very large where G misses a part of the data.',
  paper: 'arXiv:1606.00709, table 1',
  unit: '1',
  better: 'lower',
  range: [0, Infinity],
  ideal: 0,
  lines: [{ at: 0, label: 'q = p' }],
  notes: [
    'The objective of f-gan-pearson and, up to a factor, of least-squares with targets -1, 1 and 0. Neyman’s ' +
      'divergence has p in the denominator.',
    'Infinity where more than 1e-9 of p lies where q is 0. Singular mass of q contributes 1 per unit.',
    'Absent where q is known from samples only: the tails of q decide the value.',
  ],
  options: {},
  compute: (snapshot) => valueOfExactComparison(snapshot, pearsonDivergence, compareDensitiesInTails),
  estimator: (snapshot) => estimatorOf(snapshot, compareDensitiesInTails),
});
