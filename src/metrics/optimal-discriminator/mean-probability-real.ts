/** Mean of D over p. */

import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { DATA_NOTE, dataOption } from '../_discriminator-data.js';
import { metric } from '../metric.js';
import { meansOfProbability, scoreMeansEstimator, valueOfScoreMeans } from './_score-means.js';

export const meanProbabilityReal = metric({
  name: 'mean-probability-real',
  description: 'E_p[D]: the mean of D over the data.',
  unit: 'probability',
  better: 'neither',
  range: [0, 1],
  ideal: 0.5,
  lines: [{ at: 0.5, label: 'q = p and D = D*' }],
  notes: ['At D* it is 1 - mean-probability-fake.', DATA_NOTE],
  options: { data: dataOption },
  compute: (snapshot, { data }) => valueOfScoreMeans(snapshot, means(snapshot), data),
  estimator: (snapshot, { data }) => scoreMeansEstimator(snapshot, means(snapshot), data),
});

const means = (snapshot: Snapshot) => meansOfProbability(snapshot, ({ of }) => ({ real: of }));
