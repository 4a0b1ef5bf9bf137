/** Wasserstein distance of order 2. */
import { metric } from '../metric.js';
import { WASSERSTEIN_NOTES, wassersteinDistance, wassersteinEstimator, wassersteinOptions } from './_wasserstein.js';

export const wasserstein2 = metric({
  name: 'wasserstein-2',
  description: 'The smallest root mean squared distance over which the mass of q must be moved to become p.',
  paper: 'doi:10.1007/978-3-540-71050-9',
  unit: 'length of x',
  better: 'lower',
  range: [0, Infinity],
  ideal: 0,
  lines: [{ at: 0, label: 'q = p' }],
  notes: WASSERSTEIN_NOTES,
  options: wassersteinOptions,
  compute: (snapshot, { points }) => wassersteinDistance(snapshot, 2, points),
  estimator: (snapshot, { points }) => wassersteinEstimator(snapshot, 2, points),
});
