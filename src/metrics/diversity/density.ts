/** How densely G’s samples lie among the data. */
import { count } from '../../core/options.js';
import { metric } from '../metric.js';
import { generatedInRealBalls, MOST } from '../shared/diversity/manifold.js';
import { readClouds } from '../shared/samples/clouds.js';
import { samplesSaid } from '../shared/samples/said.js';

export const density = metric({
  name: 'density',
  says: 'Balls of the data that a sample of G lies in, on average, over k.',
  paper: 'arXiv:2002.09797',
  unit: '1',
  better: 'neither',
  range: [0, Infinity],
  ideal: 1,
  notes: [
    'About 1 at p_g = p_data, and above 1 where G prefers the dense parts of the data.',
    'Strictly inside, as published. A sample equal to a ball’s centre counts even where the ball has radius 0, as it has for ' +
      'k + 1 equal points: there the published rule gives 0 to a perfect copy.',
  ],
  options: { k: count({ says: 'which nearest neighbour is the radius', default: 5 }) },
  read: (snapshot, { k }) =>
    readClouds(snapshot, { atLeast: k + 1, atMost: MOST }, (found) => {
      const { ballsOf } = generatedInRealBalls(found, k);
      return ballsOf.reduce((sum, balls) => sum + balls, 0) / (k * ballsOf.length);
    }),
  estimator: async ({ sampleCount }, { k }) => `${samplesSaid(Math.min(MOST, sampleCount))} of each, k = ${k}`,
});
