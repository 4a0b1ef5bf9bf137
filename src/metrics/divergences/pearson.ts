/** Pearson's chi-squared divergence. */

import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { compareDensitiesInTails } from '../../density/density.js';
import type { DensityComparison } from '../../density/density-comparison.js';
import { pearsonDivergence } from '../../density/divergences.js';
import type { MetricValue } from '../../records/metric-value.js';
import { estimatorOf } from '../_comparison-values.js';
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
    'On a line the integral is followed into its tails, by logarithms, and is Infinity where it diverges: of N(0, 1) against N(0, s^2) ' +
      'for s up to sqrt(1/2).',
    'Infinity where more than 1e-9 of p lies where q is 0. Singular mass of q contributes 1 per unit.',
    'Absent where q is known from samples only: the tails of q decide the value.',
  ],
  options: {},
  async compute(snapshot) {
    const compared = await inTails(snapshot);
    if ('absent' in compared) return compared;
    return compared.samples === null ? pearsonOf(compared) : { absent: 'q is known from samples only' };
  },
  estimator: (snapshot) => estimatorOf(snapshot, inTails),
});

const inTails = (snapshot: Snapshot) => compareDensitiesInTails(snapshot, 'pearson');

function pearsonOf(compared: DensityComparison & { readonly diverges?: boolean }): MetricValue {
  if (compared.diverges) return { value: Infinity };
  try {
    return { value: pearsonDivergence(compared) };
  } catch (error) {
    if (error instanceof RangeError) return { absent: error.message };
    throw error;
  }
}
