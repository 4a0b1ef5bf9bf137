/** How much of the data G reaches. */

import { measureClouds } from '../_clouds.js';
import { sampleCountText } from '../_sample-count.js';
import { metric } from '../metric.js';
import { BALLS_NOTE, ballsOptions, generatedInRealBalls, MOST, shareOf } from './_manifold.js';

export const coverage = metric({
  name: 'coverage',
  description: 'Share of the data whose ball, out to its k-th neighbour, has a sample of G in it.',
  paper: 'arXiv:2002.09797',
  unit: 'fraction',
  better: 'higher',
  range: [0, 1],
  ideal: null,
  notes: [
    'At p_g = p_data it is 1 - prod_(i = 1..k) (n - i) / (2 n - i) in the mean, about 1 - 2^-k: .969 for k = 5, not 1.',
    BALLS_NOTE,
  ],
  options: ballsOptions,
  compute: (snapshot, { k }) =>
    measureClouds(snapshot, { atLeast: k + 1, atMost: MOST }, (found) =>
      shareOf(generatedInRealBalls(found, k).samplesIn),
    ),
  estimator: async ({ sampleCount }, { k }) => `${sampleCountText(Math.min(MOST, sampleCount))} of each, k = ${k}`,
});
