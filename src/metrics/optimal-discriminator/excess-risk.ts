/** How far D's own loss is above the least that it can be. */
import type { Loss } from '../../core/gan/losses/_loss.js';
import type { Choice } from '../../core/gan/setting.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { comparisonSays } from '../_comparison-values.js';
import { metric } from '../metric.js';
import { FLOOR_NOTE, floorSays } from './_floor.js';
import { asReading, readNodes } from './_mean.js';
import type { DiscriminatorNodes } from './_nodes.js';

export const excessRisk = metric({
  name: 'excess-risk',
  description: 'D’s own loss, E_p[real(s)] + E_q[fake(s)], above that of the loss’s own optimum on these p and q.',
  paper: 'doi:10.1198/016214505000000907',
  unit: 'as the loss',
  better: 'lower',
  range: [0, Infinity],
  ideal: 0,
  lines: [{ at: 0, label: 'D is optimal' }],
  notes: [
    'For every loss that has an optimum for each score, also where the score is no probability. Least squares with targets ' +
      '0 and 1: E[(s - D*)^2] under (p + q)/2. Hinge: 2 total-variation for a D that is 0. Cross-entropy: bayes-gap.',
    'Where D’s loss is the optimum’s but for rounding, there is no excess.',
    FLOOR_NOTE,
    'Without regularizers: what a regularizer keeps D from counts as excess. Infinity where the optimum is unbounded below on these ' +
      'p and q. Absent where the loss has none (Wasserstein), or judges scores by each other (relativistic).',
  ],
  options: {},
  async compute(snapshot) {
    const { loss, choice } = snapshot.losses.discriminator;
    const { optimum } = loss;
    if (typeof optimum !== 'function') return { absent: `${loss.name} has no optimum: ${optimum.none}` };
    return readNodes(snapshot, (nodes) => excess(snapshot, optimumOf(optimum, choice), nodes));
  },
  async estimator(snapshot) {
    const { loss, choice } = snapshot.losses.discriminator;
    if (typeof loss.optimum !== 'function') return comparisonSays(snapshot);
    const best = optimumOf(loss.optimum, choice);
    return floorSays(snapshot, best, async (nodes) => asReading(await excess(snapshot, best, nodes)));
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
  // Node by node, where no optimum is above D: over all of them, what rounding leaves might come to less than nothing.
  for (let i = 0; i < score.length; i++) {
    const ofP = difference(p[i], own.real[i], least.real[i]);
    const ofQ = difference(q[i], own.fake[i], least.fake[i]);
    const above = ofP.value + ofQ.value;
    const rounding = ROUNDING * (1 + Math.abs(score[i])) * (ofP.size + ofQ.size);
    if (!(Math.abs(above) <= rounding && rounding < Infinity)) sum += above;
  }
  return sum;
}

const ROUNDING = 16 * Number.EPSILON; // of a score and of the loss at it, which may fall off as exp(-s)

/** Of two losses at a node, and how large its terms are; 0 times infinity is 0. */
function difference(mass: number, own: number, least: number): { readonly value: number; readonly size: number } {
  if (mass === 0) return { value: 0, size: 0 };
  return { value: mass * (own - least), size: mass * (Math.abs(own) + Math.abs(least)) };
}
