/** Mean number of the data’s balls around a sample of G, over k. */
import { metric } from '../metric.js';
import { BALLS_NOTE, ballsEstimator, ballsOptions, generatedInRealBalls, valueOfBalls } from './_neighbour-balls.js';

const ZERO_NOTE =
  'A ball of radius 0 around m equal points counts k / m times each: like any other ball it then stands for k points ' +
  'of the data, and the data scores 1 against itself.';

export const density = metric({
  name: 'density',
  description: 'Mean number of the data’s k-nearest-neighbour balls that contain a sample of G, divided by k.',
  paper: 'arXiv:2002.09797',
  unit: '1',
  better: 'neither',
  range: [0, Infinity],
  ideal: 1,
  notes: [
    'About 1 at q = p; above 1 where G’s samples concentrate in dense regions of the data.',
    BALLS_NOTE,
    ZERO_NOTE,
  ],
  options: ballsOptions,
  compute: (snapshot, { k }) =>
    valueOfBalls(snapshot, k, (clouds) => {
      const { ballsOf, samplesIn, weights } = generatedInRealBalls(clouds, k);
      return samplesIn.reduce((sum, samples, ball) => sum + weights[ball] * samples, 0) / (k * ballsOf.length);
    }),
  estimator: ballsEstimator,
});
