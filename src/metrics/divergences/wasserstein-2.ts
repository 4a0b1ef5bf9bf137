/** The Wasserstein distance of order 2. */
import { count } from '../../core/options.js';
import { metric } from '../metric.js';
import { readWasserstein, wassersteinSays } from '../shared/transport/wasserstein.js';

export const wasserstein2 = metric({
  name: 'wasserstein-2',
  says: 'The least root mean squared distance over which p_g’s mass has to be moved to become p.',
  paper: 'doi:10.1007/978-3-540-71050-9',
  unit: 'length of x',
  better: 'lower',
  range: [0, Infinity],
  ideal: 0,
  lines: [{ at: 0, says: 'p_g = p_data' }],
  notes: [
    'Euclidean distance between points. On a line between densities that are known, where z is a number; else by sorting samples.',
    'In more dimensions, optimal transport between equally many samples of each (`points` of them, 2,000 at most): exact for ' +
      'these samples, but biased upwards as an estimate: two samples of one Gaussian in the plane are some n^(-1/2) apart.',
  ],
  options: {
    points: count({ says: 'samples of each, in two and more dimensions', default: 400, atMost: 2000 }),
  },
  read: (snapshot, { points }) => readWasserstein(snapshot, 2, points),
  estimator: async (snapshot, { points }) => wassersteinSays(snapshot, points),
});
