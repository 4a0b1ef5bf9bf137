/** Cross-entropy of D above that of D*. */

import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { compareDensities } from '../../density/density.js';
import { estimateJs } from '../../density/divergence-estimates.js';
import { valueAtOptimum } from '../../density/divergences.js';
import { metric } from '../metric.js';
import { discriminatorEstimator } from './_estimator.js';
import { gameValue, valueOfProbabilities } from './_expectations.js';

export const bayesGap = metric({
  name: 'bayes-gap',
  description: 'V(D*, G) - V(D, G): the cross-entropy of D above its minimum, that of D*.',
  paper: 'arXiv:1406.2661, theorem 1',
  unit: 'nats',
  better: 'lower',
  range: [0, Infinity],
  ideal: 0,
  lines: [{ at: 0, label: 'D = D*' }],
  notes: [
    'Equals 2 (js - js-implied). A large value means that D failed, whatever G does; a small one with a large js, ' +
      'that G failed.',
    'Cross-entropy also where D is trained with another loss.',
    'Where q is a histogram of samples, V(D*, G) is bias-corrected as js is: near 0 the value may be negative, and ' +
      'is not clamped.',
  ],
  options: {},
  async compute(snapshot) {
    if (!(await isFromSamples(snapshot)))
      return valueOfProbabilities(snapshot, (nodes) => valueAtOptimum(nodes) - gameValue(nodes));
    const { value: js } = await estimateJs(snapshot);
    return valueOfProbabilities(snapshot, (nodes) =>
      'absent' in js ? js : 2 * js.value - Math.log(4) - gameValue(nodes),
    );
  },
  async estimator(snapshot) {
    const estimator = await discriminatorEstimator(snapshot);
    if (!(await isFromSamples(snapshot))) return estimator;
    return `${estimator}; V(D*, G) by the js of: ${(await estimateJs(snapshot)).estimator()}`;
  },
});

async function isFromSamples(snapshot: Snapshot): Promise<boolean> {
  const compared = await compareDensities(snapshot);
  return !('absent' in compared) && compared.samples !== null;
}
