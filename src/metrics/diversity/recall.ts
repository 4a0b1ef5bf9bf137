/** Share of the data within the support of G’s samples, as k-nearest-neighbour balls estimate it. */
import { metric } from '../metric.js';
import {
  BALLS_NOTE,
  ballsEstimator,
  ballsOptions,
  realInGeneratedBalls,
  sharePositive,
  valueOfBalls,
} from './_neighbour-balls.js';

export const recall = metric({
  name: 'recall',
  description:
    'Share of the data that lies in a ball of G’s samples, whose radius is a sample’s distance to its k-th nearest ' +
    'neighbour.',
  paper: 'arXiv:1904.06991',
  unit: 'fraction',
  better: 'higher',
  range: [0, 1],
  ideal: null,
  notes: [
    'Balls around G’s samples, data in them; precision is the reverse. Some code has the two swapped.',
    'Low for a collapsed G. Outliers of G have large balls, which overestimate recall: compare with coverage.',
    BALLS_NOTE,
  ],
  options: ballsOptions,
  compute: (snapshot, { k }) =>
    valueOfBalls(snapshot, { centres: 'generated', k }, (clouds) =>
      sharePositive(realInGeneratedBalls(clouds, k).ballsOf),
    ),
  estimator: ballsEstimator,
});
