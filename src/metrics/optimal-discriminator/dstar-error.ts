/** How far D is from D*. */
import { metric } from '../metric.js';
import { discriminatorNodes } from '../shared/discriminator/nodes.js';
import { probabilityOf } from '../shared/discriminator/probability.js';
import { comparisonSays } from '../shared/readings.js';

export const dstarError = metric({
  name: 'dstar-error',
  says: '|D - D*| averaged under (p + q)/2, with D* = p/(p + q): whether D reached its optimum.',
  paper: 'arXiv:1406.2661, proposition 1',
  unit: 'probability',
  better: 'lower',
  range: [0, 1],
  ideal: 0,
  lines: [{ at: 0, says: 'D = D*' }],
  notes: [
    'D* = 0 where q has no density (an atom; in the plane a curve).',
    'p and q as for js; in the plane D is read at the centres of the cells, 8,192 of them at most.',
    'Absent where the score is no probability.',
  ],
  options: {},
  async read(snapshot) {
    const probability = probabilityOf(snapshot);
    if ('absent' in probability) return probability;
    const nodes = await discriminatorNodes(snapshot);
    if ('absent' in nodes) return nodes;
    const { p, q, dStar, score } = nodes;
    let sum = 0;
    for (let i = 0; i < p.length; i++) sum += ((p[i] + q[i]) / 2) * Math.abs(probability.of(score[i]) - dStar[i]);
    return Number.isNaN(sum) ? { absent: "D's scores are not finite" } : { value: sum };
  },
  estimator: comparisonSays,
});
