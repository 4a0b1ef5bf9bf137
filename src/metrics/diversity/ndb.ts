/** The number of statistically different bins. */

import { count, scalar } from '../../core/gan/options.js';
import { normalQuantile } from '../../core/math/special/special.js';
import { metric } from '../metric.js';
import { type Bins, binsSay, readBins } from './_bins.js';

export const ndb = metric({
  name: 'ndb',
  description: 'Bins of the data that G fills significantly more or less than fresh data does.',
  paper: 'arXiv:1805.12462',
  unit: 'bins',
  better: 'lower',
  range: [0, Infinity],
  ideal: null,
  notes: [
    'Bins are k-means cells of other draws of the data; a two-proportion z-test in each, at the given level.',
    'Of data that is known from samples only, half makes the bins and half is compared. The paper compares with the very ' +
      'rows that made the bins, which fit them better than any other sample does.',
    'At p_g = p_data 5 of 100 are expected, not 0: the level of the tests. The first 5,000 samples.',
  ],
  options: {
    bins: count({ description: 'cells that the data is cut into', default: 100, atLeast: 2 }),
    level: scalar({ description: 'level of each two-sided test', default: 0.05, above: 0, below: 1 }),
  },
  compute: (snapshot, { bins, level }) =>
    readBins(snapshot, bins, (found) => {
      const limit = normalQuantile(1 - level / 2);
      const different = Array.from(found.real.keys()).filter((k) => Math.abs(zScore(found, k)) > limit);
      return different.length;
    }),
  estimator: async (snapshot, { bins }) => binsSay(snapshot, bins),
});

function zScore({ real, generated, n }: Bins, k: number): number {
  const pooled = (real[k] + generated[k]) / (2 * n);
  if (pooled === 0) return 0;
  return (generated[k] - real[k]) / n / Math.sqrt((pooled * (1 - pooled) * 2) / n);
}
