/** The Jensen-Shannon divergence that D's value implies. */

import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { DATA_NOTE, dataOption } from '../_discriminator-data.js';
import { metric } from '../metric.js';
import { gameValueMeans, scoreMeansEstimator, valueOfScoreMeans } from './_score-means.js';

export const jsImplied = metric({
  name: 'js-implied',
  description: 'ln 2 + V(D, G)/2: the Jensen-Shannon divergence that D’s value implies.',
  paper: 'arXiv:1406.2661, theorem 1',
  unit: 'nats',
  better: 'neither',
  range: [-Infinity, Math.LN2],
  ideal: 0,
  lines: [
    { at: 0, label: 'D separates nothing' },
    { at: Math.LN2, label: 'ln 2: D separates p and q' },
  ],
  notes: [
    'At most js, with equality at D*; negative where D is worse than chance.',
    'High js and low js-implied: D failed. Both high: G failed.',
    DATA_NOTE,
  ],
  options: { data: dataOption },
  compute: (snapshot, { data }) => valueOfScoreMeans(snapshot, means(snapshot), data),
  estimator: (snapshot, { data }) => scoreMeansEstimator(snapshot, means(snapshot), data),
});

const means = (snapshot: Snapshot) => gameValueMeans(snapshot, { factor: 1 / 2, constant: Math.LN2 });
