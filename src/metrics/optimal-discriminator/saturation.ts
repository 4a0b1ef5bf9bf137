/** How much of D is beyond use. */

import { comparisonSays } from '../_comparison-values.js';
import { withoutOrigin } from '../_discriminator-score.js';
import { metric } from '../metric.js';
import { mixtureExpectation, readNodes } from './_mean.js';

const SATURATED = 10;

export const saturation = metric({
  name: 'saturation',
  description: 'Share of (p + q)/2 on which |score| is beyond 10.',
  unit: 'fraction',
  better: 'neither',
  range: [0, 1],
  ideal: 0,
  notes: [
    'Beyond 10 a sigmoid is within 4.5e-5 of 0 or 1: the minimax loss has no gradient left there, and D’s own has none.',
    'Scores that are no probability but have a place of their own (hinge, least squares) are read alike. Absent where a number ' +
      'may be added to all of them (Wasserstein, relativistic): then none is large by itself.',
  ],
  options: {},
  compute: async (snapshot) =>
    withoutOrigin(snapshot) ??
    readNodes(snapshot, (nodes) => mixtureExpectation(nodes, (i) => (Math.abs(nodes.score[i]) > SATURATED ? 1 : 0))),
  estimator: comparisonSays,
});
