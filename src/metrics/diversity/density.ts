/** Mean number of the data’s balls around a sample of G, over k. */
import { metric } from '../metric.js';
import { BALLS_NOTE, ballsEstimator, ballsOptions, generatedInRealBalls, valueOfBalls } from './_neighbour-balls.js';

const TIES_NOTE =
  'A ball with s points of the data in it counts k / s times, so that every ball stands for k points and any data has a density of ' +
  'exactly 1 against itself. As published, s is k, but for ties: neighbours at the same distance as the k-th lie on the edge and ' +
  'leave fewer, and around m > k equal points there are m.';

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
    TIES_NOTE,
  ],
  options: ballsOptions,
  compute: (snapshot, { k }) =>
    valueOfBalls(snapshot, { centres: 'real', k }, async (clouds) => {
      const { ballsOf, samplesIn, centresIn } = await generatedInRealBalls(snapshot, clouds, k);
      const stands = samplesIn.reduce((sum, samples, ball) => sum + (k * samples) / centresIn[ball], 0);
      return stands / (k * ballsOf.length);
    }),
  estimator: ballsEstimator,
});
