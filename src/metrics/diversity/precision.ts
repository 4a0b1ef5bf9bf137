/** How many of G’s samples look like data. */
import { count } from '../../core/options.js';
import { metric } from '../metric.js';
import { generatedInRealBalls, MOST, shareOf } from '../shared/diversity/manifold.js';
import { readClouds } from '../shared/samples/clouds.js';
import { samplesSaid } from '../shared/samples/said.js';

export const precision = metric({
  name: 'precision',
  says: 'Share of G’s samples that lie in a ball of the data: within a sample’s distance to its k-th neighbour.',
  paper: 'arXiv:1904.06991',
  unit: 'fraction',
  better: 'higher',
  range: [0, 1],
  ideal: null,
  notes: [
    'Balls about the data, samples of G in them; the other way round it is recall. Some code has them swapped.',
    'High for a collapsed G. One outlier in the data makes a large ball: read density too.',
    'Strictly inside, as published. A sample equal to a ball’s centre counts even where the ball has radius 0, as it has for ' +
      'k + 1 equal points: there the published rule gives 0 to a perfect copy.',
  ],
  options: { k: count({ says: 'which nearest neighbour is the radius', default: 5 }) },
  read: (snapshot, { k }) =>
    readClouds(snapshot, { atLeast: k + 1, atMost: MOST }, (found) => shareOf(generatedInRealBalls(found, k).ballsOf)),
  estimator: async ({ sampleCount }, { k }) => `${samplesSaid(Math.min(MOST, sampleCount))} of each, k = ${k}`,
});
