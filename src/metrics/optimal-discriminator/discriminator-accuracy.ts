/** Accuracy of D as a classifier of data and generated samples. */

import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { DATA_NOTE, dataOption } from '../_discriminator-data.js';
import { metric } from '../metric.js';
import { type ScoreMeans, scoreMeansEstimator, valueOfScoreMeans } from './_score-means.js';

export const discriminatorAccuracy = metric({
  name: 'discriminator-accuracy',
  description: 'Share of a balanced sample that D classifies correctly: on the right side of its loss’s neutral score.',
  unit: 'fraction',
  better: 'neither',
  range: [0, 1],
  ideal: 0.5,
  lines: [{ at: 0.5, label: 'chance: q = p' }],
  notes: [
    'The neutral score is the loss’s optimum where p = q; a score equal to it counts as half correct.',
    'At D* it is (1 + total-variation)/2. Absent where the loss has no optimum (Wasserstein).',
    DATA_NOTE,
  ],
  options: { data: dataOption },
  compute: (snapshot, { data }) => valueOfScoreMeans(snapshot, means(snapshot), data),
  estimator: (snapshot, { data }) => scoreMeansEstimator(snapshot, means(snapshot), data),
});

/** Half of each side's share on its side of the neutral score. */
function means({ losses }: Snapshot): ScoreMeans | { readonly absent: string } {
  const { loss, choice } = losses.discriminator;
  const { optimum } = loss;
  if (typeof optimum !== 'function') return { absent: `${loss.name} has no neutral score: ${optimum.none}` };
  const neutral = optimum(0, choice as unknown as Record<string, number>);
  const above = (score: number) => (score > neutral ? 1 : score === neutral ? 0.5 : 0);
  return { real: (score) => above(score) / 2, fake: (score) => (1 - above(score)) / 2 };
}
