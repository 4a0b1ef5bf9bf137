/** The noise floor of metrics of D where q is a histogram of samples: their value at q = p and D*. */

import { sigmoid } from '../../core/math/special/special.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { significant } from '../../core/text/plain-numbers.js';
import { compareDensities } from '../../density/density.js';
import { isPresent, type MetricValue } from '../../records/metric-value.js';
import { multinomialShares } from '../_multinomial-shares.js';
import { discriminatorEstimator } from './_estimator.js';
import { type ProbabilityNodes, toMetricValue } from './_expectations.js';
import { type DiscriminatorNodes, discriminatorNodes } from './_nodes.js';
import { probabilityOf } from './_probability.js';

export const NOISE_FLOOR_NOTE =
  'Where q is a histogram of samples, the noise of its cells adds to the value: the estimator states the noise ' +
  'floor, the value at q = p and D* from as many samples.';

/** Absent where q is a histogram of samples; null for others. */
export async function absentIfSampled(snapshot: Snapshot): Promise<{ readonly absent: string } | null> {
  const compared = await compareDensities(snapshot);
  return !('absent' in compared) && compared.samples !== null ? { absent: 'q is known from samples only' } : null;
}

/**
 * The comparison's estimator, with the noise floor where q is a histogram. `score` is D's optimal score for a logit;
 * `of`, the metric's value, is computed on nodes with q drawn from p and D at D = 1/2, the optimum there.
 */
export async function noiseFloorEstimator(
  snapshot: Snapshot,
  score: (logit: number) => number,
  of: (nodes: DiscriminatorNodes) => MetricValue | Promise<MetricValue>,
): Promise<string> {
  const estimator = await discriminatorEstimator(snapshot);
  const compared = await compareDensities(snapshot);
  const nodes = await discriminatorNodes(snapshot);
  if ('absent' in compared || 'absent' in nodes || compared.samples === null || snapshot.brief) return estimator;
  const q = multinomialShares(nodes.p, compared.samples, snapshot.stream('discriminator/floor'));
  const logRatio = nodes.p.map((mass, i) => Math.log(mass / q[i]));
  const atOptimum = { ...nodes, q, logRatio, dStar: logRatio.map(sigmoid), score: nodes.p.map(() => score(0)) };
  const floor = await of(atOptimum);
  return isPresent(floor)
    ? `${estimator}; at q = p and D* the cells’ noise alone gives ${significant(floor.value, 2)}`
    : estimator;
}

/** The same for a metric of D's probability. */
export async function probabilityNoiseFloorEstimator(
  snapshot: Snapshot,
  of: (nodes: ProbabilityNodes) => number | MetricValue,
): Promise<string> {
  const probability = probabilityOf(snapshot);
  if ('absent' in probability) return probability.absent;
  return noiseFloorEstimator(snapshot, probability.score, (nodes) => toMetricValue(of({ ...nodes, probability })));
}
