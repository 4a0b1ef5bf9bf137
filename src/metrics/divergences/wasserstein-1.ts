/** The Wasserstein distance of order 1. */
import { metric } from '../metric.js';
import { readWasserstein, WASSERSTEIN_NOTES, wassersteinOptions, wassersteinSays } from './_wasserstein.js';

export const wasserstein1 = metric({
  name: 'wasserstein-1',
  description: 'The least mean distance over which p_g’s mass has to be moved to become p.',
  paper: 'arXiv:1701.07875',
  unit: 'length of x',
  better: 'lower',
  range: [0, Infinity],
  ideal: 0,
  lines: [{ at: 0, label: 'p_g = p_data' }],
  notes: WASSERSTEIN_NOTES,
  options: wassersteinOptions,
  compute: (snapshot, { points }) => readWasserstein(snapshot, 1, points),
  estimator: async (snapshot, { points }) => wassersteinSays(snapshot, points),
});
