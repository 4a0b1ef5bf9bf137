/** Expectations of functions of D under p, q and (p + q)/2: what metrics of D are made of. */

import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { type MetricValue, metricValue } from '../../records/metric-value.js';
import { type DiscriminatorNodes, discriminatorNodes } from './_nodes.js';
import { type Probability, probabilityOf } from './_probability.js';

/** Nodes of a D whose score is a probability. */
export interface ProbabilityNodes extends DiscriminatorNodes {
  readonly probability: Probability;
}

export const NOT_FINITE = "D's scores are not finite";

/** A metric value from D's probabilities; absent where its score is not a probability. */
export async function valueOfProbabilities(
  snapshot: Snapshot,
  of: (nodes: ProbabilityNodes) => number | MetricValue | Promise<number>,
): Promise<MetricValue> {
  const nodes = await probabilityNodes(snapshot);
  return 'absent' in nodes ? nodes : toMetricValue(await of(nodes));
}

/** The nodes with D's probability; absent where its score is not a probability. */
export async function probabilityNodes(snapshot: Snapshot): Promise<ProbabilityNodes | { readonly absent: string }> {
  const probability = probabilityOf(snapshot);
  if ('absent' in probability) return probability;
  const nodes = await finiteNodes(snapshot);
  return 'absent' in nodes ? nodes : { ...nodes, probability };
}

/** A metric value from the scores of any D. */
export async function valueOfNodes(
  snapshot: Snapshot,
  of: (nodes: DiscriminatorNodes) => number | MetricValue | Promise<number>,
): Promise<MetricValue> {
  const nodes = await finiteNodes(snapshot);
  return 'absent' in nodes ? nodes : toMetricValue(await of(nodes));
}

async function finiteNodes(snapshot: Snapshot): Promise<DiscriminatorNodes | { readonly absent: string }> {
  const nodes = await discriminatorNodes(snapshot);
  return !('absent' in nodes) && nodes.score.some(Number.isNaN) ? { absent: NOT_FINITE } : nodes;
}

export function toMetricValue(found: number | MetricValue): MetricValue {
  return typeof found === 'number' ? metricValue(found, NOT_FINITE) : found;
}

/** Sum of mass times `of` over the nodes with mass: 0 times infinity is 0. */
export function expectation(masses: Float64Array, of: (node: number) => number): number {
  let sum = 0;
  for (let node = 0; node < masses.length; node++) if (masses[node] > 0) sum += masses[node] * of(node);
  return sum;
}

/** Expectation under (p + q)/2. */
export function mixtureExpectation({ p, q }: DiscriminatorNodes, of: (node: number) => number): number {
  return (expectation(p, of) + expectation(q, of)) / 2;
}

/** V(D, G) = E_p[log D] + E_q[log(1 - D)] of the trained D, in nats. */
export function gameValue({ p, q, score, probability }: ProbabilityNodes): number {
  return expectation(p, (i) => probability.log(score[i])) + expectation(q, (i) => probability.logComplement(score[i]));
}
