/** Share of G’s samples within the support of the data, as k-nearest-neighbour balls estimate it. */
import { metric } from '../metric.js';
import {
  BALLS_NOTE,
  ballsEstimator,
  ballsOptions,
  generatedInRealBalls,
  sharePositive,
  valueOfBalls,
} from './_neighbour-balls.js';

export const precision = metric({
  name: 'precision',
  description:
    'Share of G’s samples that lie in a ball of the data, whose radius is a sample’s distance to its k-th nearest ' +
    'neighbour.',
  paper: 'arXiv:1904.06991',
  unit: 'fraction',
  better: 'higher',
  range: [0, 1],
  ideal: null,
  notes: [
    'Balls around the data, samples of G in them; recall is the reverse. Some code has the two swapped.',
    'High for a collapsed G. An outlier in the data has a large ball, which overestimates precision: compare with ' +
      'density.',
    BALLS_NOTE,
  ],
  options: ballsOptions,
  compute: (snapshot, { k }) =>
    valueOfBalls(snapshot, { centres: 'real', k }, async (clouds) =>
      sharePositive((await generatedInRealBalls(snapshot, clouds, k)).ballsOf),
    ),
  estimator: ballsEstimator,
});
