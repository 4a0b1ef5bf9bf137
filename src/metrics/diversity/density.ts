/** Mean number of the data’s balls around a sample of G, over k. */
import { metric } from '../metric.js';
import { BALLS_NOTE, ballsEstimator, ballsOptions, generatedInRealBalls, valueOfBalls } from './_neighbour-balls.js';

export const density = metric({
  name: 'density',
  description: 'Mean number of the data’s k-nearest-neighbour balls that contain a sample of G, divided by k.',
  paper: 'arXiv:2002.09797',
  unit: '1',
  better: 'neither',
  range: [0, Infinity],
  ideal: 1,
  notes: ['About 1 at p_g = p_data; above 1 where G’s samples concentrate in dense regions of the data.', BALLS_NOTE],
  options: ballsOptions,
  compute: (snapshot, { k }) =>
    valueOfBalls(snapshot, k, (clouds) => {
      const { ballsOf } = generatedInRealBalls(clouds, k);
      return ballsOf.reduce((sum, balls) => sum + balls, 0) / (k * ballsOf.length);
    }),
  estimator: ballsEstimator,
});
