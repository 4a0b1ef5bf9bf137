/** Mass on which D's score is saturated. */

import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { DATA_NOTE, dataOption } from '../_discriminator-data.js';
import { absentIfRelative, MIN_SATURATED_SCORE } from '../_discriminator-score.js';
import { metric } from '../metric.js';
import { type ScoreMeans, scoreMeansEstimator, valueOfScoreMeans } from './_score-means.js';

export const saturation = metric({
  name: 'saturation',
  description: 'Mass under (p + q)/2 on which |score| exceeds 10.',
  unit: 'fraction',
  better: 'neither',
  range: [0, 1],
  ideal: 0,
  notes: [
    'Beyond 10 a sigmoid is within 4.5e-5 of 0 or 1: the gradients of the minimax loss and of D’s cross-entropy ' +
      'vanish there.',
    'The same limit applies to scores that are not logits (hinge, least squares). Absent for losses of score ' +
      'differences (Wasserstein, relativistic): there no score is large by itself.',
    DATA_NOTE,
  ],
  options: { data: dataOption },
  compute: (snapshot, { data }) => valueOfScoreMeans(snapshot, means(snapshot), data),
  estimator: (snapshot, { data }) => scoreMeansEstimator(snapshot, means(snapshot), data),
});

/** Half of each side's share. */
function means(snapshot: Snapshot): ScoreMeans | { readonly absent: string } {
  const isSaturated = (score: number) => (Math.abs(score) > MIN_SATURATED_SCORE ? 0.5 : 0);
  return absentIfRelative(snapshot) ?? { real: isSaturated, fake: isSaturated };
}
