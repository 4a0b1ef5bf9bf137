/** How often D is right. */

import { comparisonSays } from '../_comparison-values.js';
import { metric } from '../metric.js';
import { expectation, readNodes } from './_mean.js';

export const discriminatorAccuracy = metric({
  name: 'discriminator-accuracy',
  description: 'Share of a balanced sample that D puts on the right side of its loss’s neutral score.',
  unit: 'fraction',
  better: 'neither',
  range: [0, 1],
  ideal: 0.5,
  lines: [{ at: 0.5, label: 'a coin: p_g = p_data' }],
  notes: [
    'The neutral score is what the loss makes optimal where p = q; a score on it counts half.',
    'At D* it is 1/2 + total-variation/2. Absent where the loss has no optimum (Wasserstein).',
  ],
  options: {},
  async compute(snapshot) {
    const { loss, choice } = snapshot.losses.discriminator;
    const { optimum } = loss;
    if (typeof optimum !== 'function') return { absent: `${loss.name} has no neutral score: ${optimum.none}` };
    const neutral = optimum(0, choice as unknown as Record<string, number>);
    return readNodes(snapshot, ({ p, q, score }) => {
      const above = (i: number) => (score[i] > neutral ? 1 : score[i] === neutral ? 0.5 : 0);
      return (expectation(p, above) + expectation(q, (i) => 1 - above(i))) / 2;
    });
  },
  estimator: comparisonSays,
});
