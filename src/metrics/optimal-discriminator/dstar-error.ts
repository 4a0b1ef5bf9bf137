/** How far D is from D*. */
import { metric } from '../metric.js';
import { FLOOR_NOTE, probabilityFloorSays } from './_floor.js';
import { type Judged, mixtureExpectation, readProbabilities } from './_mean.js';

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
    'D* = 0 where q has no density (an atom; in the plane a curve).',
    'p and q as for js; in the plane D is read at the centres of the cells, 8,192 of them at most.',
    FLOOR_NOTE,
    'D* is that of cross-entropy: a D that label-smoothing has brought to its own optimum, a p/(p + q), is not there; excess-risk ' +
      'judges each loss by its own. Absent where the score is no probability.',
  ],
  options: {},
  compute: (snapshot) => readProbabilities(snapshot, error),
  estimator: (snapshot) => probabilityFloorSays(snapshot, error),
});

function error(judged: Judged): number {
  return mixtureExpectation(judged, (i) => Math.abs(judged.probability.of(judged.score[i]) - judged.dStar[i]));
}
