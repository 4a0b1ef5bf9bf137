/** How much of D’s loss is D’s own fault. */

import { compareDensities } from '../../density/density.js';
import { MILLER_MADOW } from '../../density/divergence-estimates.js';
import { jensenShannon, valueAtOptimum } from '../../density/divergences.js';
import { comparisonSays } from '../_comparison-values.js';
import { metric } from '../metric.js';
import { readProbabilities } from './_mean.js';
import { gameValue } from './_value.js';

export const bayesGap = metric({
  name: 'bayes-gap',
  description: 'V(D*, G) - V(D, G): D’s cross-entropy above that of the optimum.',
  paper: 'arXiv:1406.2661, theorem 1',
  unit: 'nats',
  better: 'lower',
  range: [0, Infinity],
  ideal: 0,
  lines: [{ at: 0, label: 'D = D*' }],
  notes: [
    'It is 2 (js - js-implied). Large: D failed, whatever G does. Small with a large js: G failed.',
    'Of a D that is trained by another loss, its cross-entropy nonetheless.',
    'Where q is a histogram of samples the first term is that of js, its noise taken off: near 0 it may be negative, and is not clamped.',
  ],
  options: {},
  async compute(snapshot) {
    const compared = await compareDensities(snapshot);
    const corrected =
      'absent' in compared || compared.samples === null ? null : 2 * jensenShannon(compared) - Math.log(4);
    return readProbabilities(snapshot, (judged) => (corrected ?? valueAtOptimum(judged)) - gameValue(judged));
  },
  async estimator(snapshot) {
    const compared = await compareDensities(snapshot);
    const isSampled = !('absent' in compared) && compared.samples !== null;
    return `${await comparisonSays(snapshot)}${isSampled ? `; V(D*, G) with the ${MILLER_MADOW}` : ''}`;
  },
});
