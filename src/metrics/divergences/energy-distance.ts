/** The energy distance. */

import { pairMean } from '../../core/math/geometry/distances.js';
import { measureClouds } from '../_clouds.js';
import { sampleCountText } from '../_sample-count.js';
import { metric } from '../metric.js';

const MOST = 5000; // samples: 25 million distances

export const energyDistance = metric({
  name: 'energy-distance',
  description: '2 E|X - Y| - E|X - X’| - E|Y - Y’| of samples X of G and Y of the data.',
  paper: 'doi:10.1016/j.jspi.2013.03.018',
  unit: 'length of x',
  better: 'lower',
  range: [0, Infinity],
  ideal: 0,
  lines: [{ at: 0, label: 'p_g = p_data' }],
  notes: [
    'The distance itself and not its root, which others give under the same name.',
    'Unbiased: pairs of one sample with itself are left out. Near 0 it may be negative; it is not clamped.',
    'The first 5,000 samples of each.',
  ],
  options: {},
  compute: (snapshot) =>
    measureClouds(snapshot, { atLeast: 2, atMost: MOST }, ({ generated, real, dim }) => {
      const between = pairMean({ a: generated, b: real, dim }, Math.sqrt);
      return 2 * between - pairMean({ a: generated, dim }, Math.sqrt) - pairMean({ a: real, dim }, Math.sqrt);
    }),
  estimator: async ({ sampleCount }) =>
    `unbiased over all pairs of ${sampleCountText(Math.min(MOST, sampleCount))} of each`,
});
