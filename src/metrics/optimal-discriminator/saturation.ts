/** Mass on which D's score is saturated. */

import { absentIfRelative, MIN_SATURATED_SCORE } from '../_discriminator-score.js';
import { metric } from '../metric.js';
import { discriminatorEstimator } from './_estimator.js';
import { mixtureExpectation, valueOfNodes } from './_expectations.js';

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
  ],
  options: {},
  compute: async (snapshot) =>
    absentIfRelative(snapshot) ??
    valueOfNodes(snapshot, (nodes) =>
      mixtureExpectation(nodes, (i) => (Math.abs(nodes.score[i]) > MIN_SATURATED_SCORE ? 1 : 0)),
    ),
  estimator: discriminatorEstimator,
});
