/** How far D's own loss is above the least that it can be. */
import { metric } from '../metric.js';
import { expectation, readNodes } from '../shared/discriminator/mean.js';
import { comparisonSays } from '../shared/readings.js';

export const excessRisk = metric({
  name: 'excess-risk',
  says: 'D’s own loss, E_p[real(s)] + E_q[fake(s)], above that of the loss’s own optimum on these p and q.',
  paper: 'doi:10.1198/016214505000000907',
  unit: 'as the loss',
  better: 'lower',
  range: [0, Infinity],
  ideal: 0,
  lines: [{ at: 0, says: 'D is optimal' }],
  notes: [
    'For every loss that has an optimum for each score, also where the score is no probability. Least squares with targets',
    '0 and 1: E[(s - D*)^2] under (p + q)/2. Hinge: 2 total-variation for a D that is 0. Cross-entropy: bayes-gap.',
    'Of a D at its optimum what rounding leaves of the loss, some 1e-16 of it on either side of 0.',
    'Without penalties: what a penalty keeps D from counts as excess. Infinity where the optimum is unbounded below on these',
    'p and q. Absent where the loss has none (Wasserstein), or judges scores by each other (relativistic).',
  ],
  options: {},
  async read(snapshot) {
    const { loss, choice } = snapshot.losses.discriminator;
    const { optimum } = loss;
    if (typeof optimum !== 'function') return { absent: `${loss.name} has no optimum: ${optimum.none}` };
    return readNodes(snapshot, async ({ p, q, score, logRatio }) => {
      const best = logRatio.map((r) => optimum(r, choice as unknown as Record<string, number>));
      const [own, least] = [await snapshot.risk(score), await snapshot.risk(best)];
      const excess = (part: 'real' | 'fake') => (i: number) => own[part][i] - least[part][i];
      return expectation(p, excess('real')) + expectation(q, excess('fake'));
    });
  },
  estimator: comparisonSays,
});
