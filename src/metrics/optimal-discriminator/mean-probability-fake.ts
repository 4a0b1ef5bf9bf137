/** Mean of D over q. */

import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { metric } from '../metric.js';
import { meansOfProbability, scoreMeansEstimator, valueOfScoreMeans } from './_score-means.js';

export const meanProbabilityFake = metric({
  name: 'mean-probability-fake',
  description: 'E_q[D]: the mean of D over G’s samples.',
  unit: 'probability',
  better: 'neither',
  range: [0, 1],
  ideal: 0.5,
  lines: [{ at: 0.5, label: 'q = p and D = D*' }],
  notes: ['For p = N(0, 1), q = N(d, 1) and D = D*: 0.4705, 0.3980, 0.2248, 0.0343, 4.9e-5 for d = 0.5, 1, 2, 4, 8.'],
  options: {},
  compute: (snapshot) => valueOfScoreMeans(snapshot, means(snapshot), 'measured'),
  estimator: (snapshot) => scoreMeansEstimator(snapshot, means(snapshot), 'measured'),
});

const means = (snapshot: Snapshot) => meansOfProbability(snapshot, ({ of }) => ({ fake: of }));
