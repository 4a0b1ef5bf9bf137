/** How many of G’s samples look like data. */

import { measureClouds } from '../_clouds.js';
import { sampleCountText } from '../_sample-count.js';
import { metric } from '../metric.js';
import { BALLS_NOTE, ballsOptions, generatedInRealBalls, MOST, shareOf } from './_manifold.js';

export const precision = metric({
  name: 'precision',
  description: 'Share of G’s samples that lie in a ball of the data: within a sample’s distance to its k-th neighbour.',
  paper: 'arXiv:1904.06991',
  unit: 'fraction',
  better: 'higher',
  range: [0, 1],
  ideal: null,
  notes: [
    'Balls about the data, samples of G in them; the other way round it is recall. Some code has them swapped.',
    'High for a collapsed G. One outlier in the data makes a large ball: read density too.',
    BALLS_NOTE,
  ],
  options: ballsOptions,
  compute: (snapshot, { k }) =>
    measureClouds(snapshot, { atLeast: k + 1, atMost: MOST }, (found) =>
      shareOf(generatedInRealBalls(found, k).ballsOf),
    ),
  estimator: async ({ sampleCount }, { k }) => `${sampleCountText(Math.min(MOST, sampleCount))} of each, k = ${k}`,
});
