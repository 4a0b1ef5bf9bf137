/** Energy distance. */

import { meanDistance } from '../../core/math/geometry/pair-squares.js';
import { countsText, generatedDistance, valueOfClouds } from '../_clouds.js';
import { metric } from '../metric.js';

const MAX_SAMPLES = 5000; // of each side: 50 million distances

export const energyDistance = metric({
  name: 'energy-distance',
  description: '2 E|X - Y| - E|X - X’| - E|Y - Y’| of samples X of G and Y of the data.',
  paper: 'doi:10.1016/j.jspi.2013.03.018',
  unit: 'length of x',
  better: 'lower',
  range: [0, Infinity],
  ideal: 0,
  lines: [{ at: 0, label: 'q = p' }],
  notes: [
    'Not the square root, which is published under the same name.',
    'Unbiased: pairs of a sample with itself are excluded. Near 0 it may be negative; it is not clamped.',
    'Uses the first 5,000 samples of each.',
  ],
  options: {},
  compute: (snapshot) =>
    valueOfClouds(snapshot, { atLeast: 2, atMost: MAX_SAMPLES }, async ({ pairs }) => {
      const between = meanDistance(pairs.between);
      return 2 * between - (await generatedDistance(snapshot, pairs.generated)) - meanDistance(pairs.real);
    }),
  estimator: async (snapshot) => `unbiased over all pairs of ${countsText(snapshot, MAX_SAMPLES)}`,
});
