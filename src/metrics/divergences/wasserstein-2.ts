/** The Wasserstein distance of order 2. */
import { metric } from '../metric.js';
import { readWasserstein, WASSERSTEIN_NOTES, wassersteinOptions, wassersteinSays } from './_wasserstein.js';

export const wasserstein2 = metric({
  name: 'wasserstein-2',
  description: 'The least root mean squared distance over which p_g’s mass has to be moved to become p.',
  paper: 'doi:10.1007/978-3-540-71050-9',
  unit: 'length of x',
  better: 'lower',
  range: [0, Infinity],
  ideal: 0,
  lines: [{ at: 0, label: 'p_g = p_data' }],
  notes: WASSERSTEIN_NOTES,
  options: wassersteinOptions,
  compute: (snapshot, { points }) => readWasserstein(snapshot, 2, points),
  estimator: async (snapshot, { points }) => wassersteinSays(snapshot, points),
});
