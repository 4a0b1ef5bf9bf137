/** Jensen-Shannon divergence between the bins' shares. */
import { MAX_BINS } from '../../core/gan/bounds.js';
import { count } from '../../core/gan/options.js';
import { metric } from '../metric.js';
import { binsEstimator, valueOfBins } from './_bins.js';

export const ndbJs = metric({
  name: 'ndb-js',
  description: 'Jensen-Shannon divergence between the bins’ shares of G’s samples and of fresh data.',
  paper: 'arXiv:1805.12462',
  unit: 'nats',
  better: 'lower',
  range: [0, Math.LN2],
  ideal: null,
  lines: [{ at: Math.LN2, label: 'ln 2: no bin in common' }],
  notes: [
    'The bins are those of ndb. At q = p about (K - 1) (1 / n + 1 / m) / 8 for K bins, n samples of G and m compared ones of the data, ' +
      'not 0: 0.01 for K = 100 and n = m = 2,500.',
    'Needs no density. It is far below js: differences within a bin do not count.',
  ],
  options: { bins: count({ description: 'number of k-means cells', default: 100, atLeast: 2, atMost: MAX_BINS }) },
  compute: (snapshot, { bins }) =>
    valueOfBins(snapshot, bins, ({ real, generated, n, m }) => {
      const term = (share: number, other: number) => (share > 0 ? share * Math.log((2 * share) / (share + other)) : 0);
      return (
        real.reduce((sum, count, k) => sum + term(count / m, generated[k] / n) + term(generated[k] / n, count / m), 0) /
        2
      );
    }),
  estimator: async (snapshot, { bins }) => binsEstimator(snapshot, bins),
});
