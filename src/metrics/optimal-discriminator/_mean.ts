/** Means over p and q of what D says: the readings of D. */

import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { type MetricValue, metricValue } from '../../records/metric-value.js';
import { type DiscriminatorNodes, discriminatorNodes } from './_nodes.js';
import { type Probability, probabilityOf } from './_probability.js';

export interface Judged extends DiscriminatorNodes {
  readonly probability: Probability;
}

/** Of a D whose score is a probability; absent where it is none. */
export async function readProbabilities(
  snapshot: Snapshot,
  of: (judged: Judged) => number | MetricValue,
): Promise<MetricValue> {
  const judged = await judgedProbabilities(snapshot);
  return 'absent' in judged ? judged : asReading(of(judged));
}

/** Where D is, with what makes its scores probabilities; absent where they are none. */
export async function judgedProbabilities(snapshot: Snapshot): Promise<Judged | { readonly absent: string }> {
  const probability = probabilityOf(snapshot);
  if ('absent' in probability) return probability;
  const nodes = await finiteNodes(snapshot);
  return 'absent' in nodes ? nodes : { ...nodes, probability };
}

/** Of any D. */
export async function readNodes(
  snapshot: Snapshot,
  of: (nodes: DiscriminatorNodes) => number | MetricValue | Promise<number>,
): Promise<MetricValue> {
  const nodes = await finiteNodes(snapshot);
  return 'absent' in nodes ? nodes : asReading(await of(nodes));
}

async function finiteNodes(snapshot: Snapshot): Promise<DiscriminatorNodes | { readonly absent: string }> {
  const nodes = await discriminatorNodes(snapshot);
  return !('absent' in nodes) && nodes.score.some(Number.isNaN) ? { absent: NOT_FINITE } : nodes;
}

export function asReading(found: number | MetricValue): MetricValue {
  return typeof found === 'number' ? metricValue(found, NOT_FINITE) : found;
}

const NOT_FINITE = "D's scores are not finite";

/** Sum of mass times what is said of the node, over nodes with mass: 0 times infinity is 0. */
export function expectation(masses: Float64Array, of: (node: number) => number): number {
  let sum = 0;
  for (let node = 0; node < masses.length; node++) if (masses[node] > 0) sum += masses[node] * of(node);
  return sum;
}

/** Sum over both players' masses, each weighing half. */
export function mixtureExpectation({ p, q }: DiscriminatorNodes, of: (node: number) => number): number {
  return (expectation(p, of) + expectation(q, of)) / 2;
}
