/** Mean distance of D from D*. */
import { metric } from '../metric.js';
import { mixtureExpectation, type ProbabilityNodes, valueOfProbabilities } from './_expectations.js';
import { NOISE_FLOOR_NOTE, probabilityNoiseFloorEstimator } from './_noise-floor.js';

export const dstarError = metric({
  name: 'dstar-error',
  description: '|D - D*| averaged under (p + q)/2, with D* = p/(p + q).',
  paper: 'arXiv:1406.2661, proposition 1',
  unit: 'probability',
  better: 'lower',
  range: [0, 1],
  ideal: 0,
  lines: [{ at: 0, label: 'D = D*' }],
  notes: [
    'D* = 0 where q is singular (an atom; in the plane a curve).',
    'p and q as in js. In the plane D is evaluated at the centres of at most 8,192 cells.',
    NOISE_FLOOR_NOTE,
    'D* is the optimum of cross-entropy. Label smoothing has another, a p/(p + q), at which the value is not 0; ' +
      'excess-risk uses the optimum of each loss. Absent where the score is not a probability.',
  ],
  options: {},
  compute: (snapshot) => valueOfProbabilities(snapshot, error),
  estimator: (snapshot) => probabilityNoiseFloorEstimator(snapshot, error),
});

function error(nodes: ProbabilityNodes): number {
  return mixtureExpectation(nodes, (i) => Math.abs(nodes.probability.of(nodes.score[i]) - nodes.dStar[i]));
}
