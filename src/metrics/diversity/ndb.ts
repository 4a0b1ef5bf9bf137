/** Number of statistically different bins (NDB). */

import { MAX_BINS } from '../../core/gan/bounds.js';
import { count, scalar } from '../../core/gan/options.js';
import { normalQuantile } from '../../core/math/special/special.js';
import { metric } from '../metric.js';
import { type Bins, binsEstimator, valueOfBins } from './_bins.js';

export const ndb = metric({
  name: 'ndb',
  description: 'Number of bins whose shares of G’s samples and of fresh data differ significantly.',
  paper: 'arXiv:1805.12462',
  unit: 'bins',
  better: 'lower',
  range: [0, Infinity],
  ideal: null,
  notes: [
    'Bins are k-means cells of held-out data. Each has a two-proportion z-test at the given level.',
    'If the data is known from samples only, one half makes the bins and the other is compared. The paper compares ' +
      'with the samples that made the bins, which fit them better than any others.',
    'At q = p 5 of 100 bins are expected to differ, not 0: the level of the tests. Uses the first 5,000 ' + 'samples.',
  ],
  options: {
    bins: count({ description: 'number of k-means cells', default: 100, atLeast: 2, atMost: MAX_BINS }),
    level: scalar({ description: 'significance level of each two-sided test', default: 0.05, above: 0, below: 1 }),
  },
  compute: (snapshot, { bins, level }) =>
    valueOfBins(snapshot, bins, (found) => {
      const limit = normalQuantile(1 - level / 2);
      const different = Array.from(found.real.keys()).filter((k) => Math.abs(zScore(found, k)) > limit);
      return different.length;
    }),
  estimator: async (snapshot, { bins }) => binsEstimator(snapshot, bins),
});

function zScore({ real, generated, n, m }: Bins, k: number): number {
  const pooled = (real[k] + generated[k]) / (n + m);
  if (pooled === 0 || pooled === 1) return 0;
  return (generated[k] / n - real[k] / m) / Math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m));
}
