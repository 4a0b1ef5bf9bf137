/** How densely G’s samples lie among the data. */

import { measureClouds } from '../_clouds.js';
import { sampleCountText } from '../_sample-count.js';
import { metric } from '../metric.js';
import { BALLS_NOTE, ballsOptions, generatedInRealBalls, MOST } from './_manifold.js';

export const density = metric({
  name: 'density',
  description: 'Balls of the data that a sample of G lies in, on average, over k.',
  paper: 'arXiv:2002.09797',
  unit: '1',
  better: 'neither',
  range: [0, Infinity],
  ideal: 1,
  notes: ['About 1 at p_g = p_data, and above 1 where G prefers the dense parts of the data.', BALLS_NOTE],
  options: ballsOptions,
  compute: (snapshot, { k }) =>
    measureClouds(snapshot, { atLeast: k + 1, atMost: MOST }, (found) => {
      const { ballsOf } = generatedInRealBalls(found, k);
      return ballsOf.reduce((sum, balls) => sum + balls, 0) / (k * ballsOf.length);
    }),
  estimator: async ({ sampleCount }, { k }) => `${sampleCountText(Math.min(MOST, sampleCount))} of each, k = ${k}`,
});
