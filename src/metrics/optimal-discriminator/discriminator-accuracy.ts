/** Accuracy of D as a classifier of data and generated samples. */

import { metric } from '../metric.js';
import { discriminatorEstimator } from './_estimator.js';
import { expectation, valueOfNodes } from './_expectations.js';

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
  ],
  options: {},
  async compute(snapshot) {
    const { loss, choice } = snapshot.losses.discriminator;
    const { optimum } = loss;
    if (typeof optimum !== 'function') return { absent: `${loss.name} has no neutral score: ${optimum.none}` };
    const neutral = optimum(0, choice as unknown as Record<string, number>);
    return valueOfNodes(snapshot, ({ p, q, score }) => {
      const above = (i: number) => (score[i] > neutral ? 1 : score[i] === neutral ? 0.5 : 0);
      return (expectation(p, above) + expectation(q, (i) => 1 - above(i))) / 2;
    });
  },
  estimator: discriminatorEstimator,
});
