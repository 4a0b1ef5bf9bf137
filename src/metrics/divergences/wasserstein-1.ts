/** Wasserstein distance of order 1. */
import { metric } from '../metric.js';
import { WASSERSTEIN_NOTES, wassersteinDistance, wassersteinEstimator, wassersteinOptions } from './_wasserstein.js';

export const wasserstein1 = metric({
  name: 'wasserstein-1',
  description: 'The smallest mean distance over which the mass of q must be moved to become p.',
  paper: 'arXiv:1701.07875',
  unit: 'length of x',
  better: 'lower',
  range: [0, Infinity],
  ideal: 0,
  lines: [{ at: 0, label: 'q = p' }],
  notes: WASSERSTEIN_NOTES,
  options: wassersteinOptions,
  compute: (snapshot, { points }) => wassersteinDistance(snapshot, 1, points),
  estimator: (snapshot, { points }) => wassersteinEstimator(snapshot, 1, points),
});
