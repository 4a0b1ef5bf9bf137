/** Share of the data’s balls that G’s samples reach. */
import { metric } from '../metric.js';
import {
  BALLS_NOTE,
  ballsEstimator,
  ballsOptions,
  generatedInRealBalls,
  sharePositive,
  valueOfBalls,
} from './_neighbour-balls.js';

export const coverage = metric({
  name: 'coverage',
  description: 'Share of the data’s k-nearest-neighbour balls that contain a sample of G.',
  paper: 'arXiv:2002.09797',
  unit: 'fraction',
  better: 'higher',
  range: [0, 1],
  ideal: null,
  notes: [
    'At q = p it is 1 - prod_(i = 1..k) (m - i) / (m + n - i) in the mean, for n samples of G and m of the data; with n = m about ' +
      '1 - 2^-k: 0.969 for k = 5, not 1.',
    BALLS_NOTE,
  ],
  options: ballsOptions,
  compute: (snapshot, { k }) =>
    valueOfBalls(snapshot, { centres: 'real', k }, async (clouds) =>
      sharePositive((await generatedInRealBalls(snapshot, clouds, k)).samplesIn),
    ),
  estimator: ballsEstimator,
});
