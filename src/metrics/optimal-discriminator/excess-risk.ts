/** D's own loss above the minimum of that loss. */
import type { Loss } from '../../core/gan/losses/_loss.js';
import type { Choice } from '../../core/gan/setting.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { metric } from '../metric.js';
import { discriminatorEstimator } from './_estimator.js';
import { toMetricValue, valueOfNodes } from './_expectations.js';
import type { DiscriminatorNodes } from './_nodes.js';
import { NOISE_FLOOR_NOTE, noiseFloorEstimator } from './_noise-floor.js';

export const excessRisk = metric({
  name: 'excess-risk',
  description: 'D’s own loss, E_p[real(s)] + E_q[fake(s)], above its minimum for these p and q.',
  paper: 'doi:10.1198/016214505000000907',
  unit: 'as the loss',
  better: 'lower',
  range: [0, Infinity],
  ideal: 0,
  lines: [{ at: 0, label: 'D is optimal' }],
  notes: [
    'Defined for every loss with a pointwise optimum, also where the score is not a probability. Cross-entropy: ' +
      'bayes-gap. Least squares with targets 0 and 1: E[(s - D*)^2] under (p + q)/2. Hinge at D = 0: 2 ' +
      'total-variation.',
    'Differences within the rounding error of the losses count as 0.',
    NOISE_FLOOR_NOTE,
    'Without regularizers: the excess that a regularizer causes is included. Infinity where the loss has no minimum ' +
      'for these p and q. Absent where the loss has no optimum (Wasserstein) or depends on differences of scores ' +
      '(relativistic).',
  ],
  options: {},
  async compute(snapshot) {
    const { loss, choice } = snapshot.losses.discriminator;
    const { optimum } = loss;
    if (typeof optimum !== 'function') return { absent: `${loss.name} has no optimum: ${optimum.none}` };
    return valueOfNodes(snapshot, (nodes) => excess(snapshot, optimumOf(optimum, choice), nodes));
  },
  async estimator(snapshot) {
    const { loss, choice } = snapshot.losses.discriminator;
    if (typeof loss.optimum !== 'function') return discriminatorEstimator(snapshot);
    const best = optimumOf(loss.optimum, choice);
    return noiseFloorEstimator(snapshot, best, async (nodes) => toMetricValue(await excess(snapshot, best, nodes)));
  },
});

function optimumOf(optimum: Exclude<Loss['optimum'], { none: string }>, choice: Choice): (logRatio: number) => number {
  return (logRatio) => optimum(logRatio, choice as unknown as Record<string, number>);
}

async function excess(
  snapshot: Snapshot,
  optimum: (logRatio: number) => number,
  { p, q, score, logRatio }: DiscriminatorNodes,
): Promise<number> {
  const [own, least] = [await snapshot.risk(score), await snapshot.risk(logRatio.map(optimum))];
  let sum = 0;
  // Per node, where the optimum is never above D: differences of the totals could be negative by rounding.
  for (let i = 0; i < score.length; i++) {
    const ofP = difference(p[i], own.real[i], least.real[i]);
    const ofQ = difference(q[i], own.fake[i], least.fake[i]);
    const above = ofP.value + ofQ.value;
    const rounding = ROUNDING_ERROR * (1 + Math.abs(score[i])) * (ofP.size + ofQ.size);
    if (!(Math.abs(above) <= rounding && rounding < Infinity)) sum += above;
  }
  return sum;
}

const ROUNDING_ERROR = 16 * Number.EPSILON; // relative, of a score and of a loss that may decay as exp(-s)

/** The mass times the difference of two losses, and the size of its terms; 0 times infinity is 0. */
function difference(mass: number, own: number, least: number): { readonly value: number; readonly size: number } {
  if (mass === 0) return { value: 0, size: 0 };
  return { value: mass * (own - least), size: mass * (Math.abs(own) + Math.abs(least)) };
}
