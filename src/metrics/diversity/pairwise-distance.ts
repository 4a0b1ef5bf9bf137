/** How far G's samples are from each other. */

import { pairMean } from '../../core/math/geometry/distances.js';
import { measureClouds } from '../_clouds.js';
import { sampleCountText } from '../_sample-count.js';
import { metric } from '../metric.js';

const MOST = 5000; // samples: 12 million distances

export const pairwiseDistance = metric({
  name: 'pairwise-distance',
  description: 'Mean Euclidean distance between two samples of G.',
  unit: 'length of x',
  better: 'neither',
  range: [0, Infinity],
  ideal: null,
  notes: [
    'To be judged by its distance from the data’s own value: below it G has collapsed, above it G is spread too wide.',
    'A few modes at the ends of the data may read the data’s value: it does not count modes. The first 5,000 samples.',
  ],
  options: {},
  compute: (snapshot) =>
    measureClouds(snapshot, { atLeast: 2, atMost: MOST }, ({ generated, dim }) =>
      pairMean({ a: generated, dim }, Math.sqrt),
    ),
  estimator: async ({ sampleCount }) => `all pairs of ${sampleCountText(Math.min(MOST, sampleCount))}`,
});
