/** The Jensen-Shannon divergence between bins' shares. */
import { count } from '../../core/gan/options.js';
import { metric } from '../metric.js';
import { binsSay, readBins } from './_bins.js';

export const ndbJs = metric({
  name: 'ndb-js',
  description: 'Jensen-Shannon divergence between G’s and fresh data’s shares of the data’s bins.',
  paper: 'arXiv:1805.12462',
  unit: 'nats',
  better: 'lower',
  range: [0, Math.LN2],
  ideal: null,
  lines: [{ at: Math.LN2, label: 'ln 2: not one bin in common' }],
  notes: [
    'Of the same bins as ndb. At p_g = p_data and n samples of each about (K - 1) / (4 n), not 0: .01 for the defaults.',
    'Needs no density, and is far below js: what happens within a bin does not count.',
  ],
  options: { bins: count({ description: 'cells that the data is cut into', default: 100, atLeast: 2 }) },
  compute: (snapshot, { bins }) =>
    readBins(snapshot, bins, ({ real, generated, n }) => {
      const term = (share: number, other: number) => (share > 0 ? share * Math.log((2 * share) / (share + other)) : 0);
      return (
        real.reduce((sum, count, k) => sum + term(count / n, generated[k] / n) + term(generated[k] / n, count / n), 0) /
        2
      );
    }),
  estimator: async (snapshot, { bins }) => binsSay(snapshot, bins),
});
