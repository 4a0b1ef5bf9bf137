/** Mean distance between G's samples. */

import { plural } from '../../core/text/words.js';
import { generatedDistance, valueOfClouds } from '../_clouds.js';
import { metric } from '../metric.js';

const MAX_SAMPLES = 5000; // 12 million distances

export const pairwiseDistance = metric({
  name: 'pairwise-distance',
  description: 'Mean Euclidean distance between two samples of G.',
  unit: 'length of x',
  better: 'neither',
  range: [0, Infinity],
  isOfGeneratedAlone: true,
  ideal: null,
  notes: [
    'Compare with the data’s own value: a lower one means collapse, a higher one too much spread.',
    'It does not count modes: a G on few modes far apart may have the data’s value. Uses the first 5,000 samples.',
  ],
  options: {},
  compute: (snapshot) =>
    valueOfClouds(snapshot, { atLeast: 2, atMost: MAX_SAMPLES }, ({ pairs }) =>
      generatedDistance(snapshot, pairs.generated),
    ),
  estimator: async ({ sampleCount }) => `all pairs of ${plural(Math.min(MAX_SAMPLES, sampleCount), 'sample')}`,
});
