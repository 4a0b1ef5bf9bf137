/** How much of the data G could have made. */
import { count } from '../../core/options.js';
import { metric } from '../metric.js';
import { MOST, realInGeneratedBalls, shareOf } from '../shared/diversity/manifold.js';
import { readClouds } from '../shared/samples/clouds.js';
import { samplesSaid } from '../shared/samples/said.js';

export const recall = metric({
  name: 'recall',
  says: 'Share of the data that lies in a ball of G’s samples: within a sample’s distance to its k-th neighbour.',
  paper: 'arXiv:1904.06991',
  unit: 'fraction',
  better: 'higher',
  range: [0, 1],
  ideal: null,
  notes: [
    'Balls about G’s samples, data in them; the other way round it is precision. Some code has them swapped.',
    'Low for a collapsed G; stray samples of G make large balls that flatter it: read coverage too.',
    'Strictly inside, as published. A sample equal to a ball’s centre counts even where the ball has radius 0, as it has for ' +
      'k + 1 equal points: there the published rule gives 0 to a perfect copy.',
  ],
  options: { k: count({ says: 'which nearest neighbour is the radius', default: 5 }) },
  read: (snapshot, { k }) =>
    readClouds(snapshot, { atLeast: k + 1, atMost: MOST }, (found) => shareOf(realInGeneratedBalls(found, k).ballsOf)),
  estimator: async ({ sampleCount }, { k }) => `${samplesSaid(Math.min(MOST, sampleCount))} of each, k = ${k}`,
});
