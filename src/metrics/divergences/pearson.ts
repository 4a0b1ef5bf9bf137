/** Pearson's chi-squared divergence. */

import { compareDensitiesInTails } from '../../density/density.js';
import { pearsonDivergence } from '../../density/divergences.js';
import { readExactComparison, saysBy } from '../_comparison-values.js';
import { metric } from '../metric.js';

export const pearson = metric({
  name: 'pearson',
  description:
    'Pearson’s chi-squared divergence, the integral of (p - q)^2 / q: very high where the data has what G does not make.',
  paper: 'arXiv:1606.00709, table 1',
  unit: '1',
  better: 'lower',
  range: [0, Infinity],
  ideal: 0,
  lines: [{ at: 0, label: 'p_g = p_data' }],
  notes: [
    'What f-gan-pearson minimises, and least-squares with targets -1, 1 and 0 to a factor. Neyman’s has p below the line.',
    'Infinity where more than 1e-9 of p lies where q is 0. A unit of mass of q that has no density counts 1.',
    'Absent where q is known from samples only: its tails decide.',
  ],
  options: {},
  compute: (snapshot) => readExactComparison(snapshot, pearsonDivergence, compareDensitiesInTails),
  estimator: (snapshot) => saysBy(snapshot, compareDensitiesInTails),
});
