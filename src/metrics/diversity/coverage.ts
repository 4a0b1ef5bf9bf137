/** How much of the data G reaches. */
import { count } from '../../core/options.js';
import { metric } from '../metric.js';
import { generatedInRealBalls, MOST, shareOf } from '../shared/diversity/manifold.js';
import { readClouds } from '../shared/samples/clouds.js';
import { samplesSaid } from '../shared/samples/said.js';

export const coverage = metric({
  name: 'coverage',
  says: 'Share of the data whose ball, out to its k-th neighbour, has a sample of G in it.',
  paper: 'arXiv:2002.09797',
  unit: 'fraction',
  better: 'higher',
  range: [0, 1],
  ideal: null,
  notes: [
    'At p_g = p_data it is 1 - prod_(i = 1..k) (n - i) / (2 n - i) in the mean, about 1 - 2^-k: .969 for k = 5, not 1.',
    'Strictly inside, as published. A sample equal to a ball’s centre counts even where the ball has radius 0, as it has for ' +
      'k + 1 equal points: there the published rule gives 0 to a perfect copy.',
  ],
  options: { k: count({ says: 'which nearest neighbour is the radius', default: 5 }) },
  read: (snapshot, { k }) =>
    readClouds(snapshot, { atLeast: k + 1, atMost: MOST }, (found) =>
      shareOf(generatedInRealBalls(found, k).samplesIn),
    ),
  estimator: async ({ sampleCount }, { k }) => `${samplesSaid(Math.min(MOST, sampleCount))} of each, k = ${k}`,
});
