/** How much of the data G could have made. */

import { measureClouds } from '../_clouds.js';
import { sampleCountText } from '../_sample-count.js';
import { metric } from '../metric.js';
import { BALLS_NOTE, ballsOptions, MOST, realInGeneratedBalls, shareOf } from './_manifold.js';

export const recall = metric({
  name: 'recall',
  description:
    'Share of the data that lies in a ball of G’s samples: within a sample’s distance to its k-th neighbour.',
  paper: 'arXiv:1904.06991',
  unit: 'fraction',
  better: 'higher',
  range: [0, 1],
  ideal: null,
  notes: [
    'Balls about G’s samples, data in them; the other way round it is precision. Some code has them swapped.',
    'Low for a collapsed G; stray samples of G make large balls that flatter it: read coverage too.',
    BALLS_NOTE,
  ],
  options: ballsOptions,
  compute: (snapshot, { k }) =>
    measureClouds(snapshot, { atLeast: k + 1, atMost: MOST }, (found) =>
      shareOf(realInGeneratedBalls(found, k).ballsOf),
    ),
  estimator: async ({ sampleCount }, { k }) => `${sampleCountText(Math.min(MOST, sampleCount))} of each, k = ${k}`,
});
