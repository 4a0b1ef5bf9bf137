/** The value of the game. */
import { metric } from '../metric.js';
import { discriminatorNodes } from '../shared/discriminator/nodes.js';
import { probabilityOf } from '../shared/discriminator/probability.js';
import { comparisonSays } from '../shared/readings.js';

export const value = metric({
  name: 'value',
  says: 'V(D, G) = E_p[log D] + E_q[log(1 - D)], with the D that was trained.',
  paper: 'arXiv:1406.2661, equation 1',
  unit: 'nats',
  better: 'neither',
  range: [-Infinity, 0],
  ideal: -Math.log(4),
  lines: [{ at: -Math.log(4), says: '-log 4: p_g = p_data and D = D*' }],
  notes: [
    'At most optimal-value, which only D* reaches: the difference says how far D is from its optimum.',
    'Minus twice the mean cross-entropy of D as a classifier of a balanced sample.',
    'From scores, without an epsilon in the logarithm: a saturated D gives what it should, and no plateau at log 1e-6.',
    'Absent where the score is no probability.',
  ],
  options: {},
  async read(snapshot) {
    const probability = probabilityOf(snapshot);
    if ('absent' in probability) return probability;
    const nodes = await discriminatorNodes(snapshot);
    if ('absent' in nodes) return nodes;
    const { p, q, score } = nodes;
    let sum = 0;
    for (let i = 0; i < p.length; i++) {
      if (p[i] > 0) sum += p[i] * probability.log(score[i]);
      if (q[i] > 0) sum += q[i] * probability.logComplement(score[i]);
    }
    return Number.isNaN(sum) ? { absent: "D's scores are not finite" } : { value: sum };
  },
  estimator: comparisonSays,
});
