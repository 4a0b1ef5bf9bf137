/** The noise floor of metrics of D where q is a histogram of samples: their value at p_g = p_data and D*. */
import type { Stream } from '../../core/math/random/random.js';
import { sigmoid } from '../../core/math/special/special.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { compareDensities } from '../../density/density.js';
import { isPresent, type MetricValue } from '../../records/metric-value.js';
import { discriminatorEstimator } from './_estimator.js';
import { type ProbabilityNodes, toMetricValue } from './_expectations.js';
import { type DiscriminatorNodes, discriminatorNodes } from './_nodes.js';
import { probabilityOf } from './_probability.js';

export const NOISE_FLOOR_NOTE =
  'Where q is a histogram of samples, the noise of its cells adds to the value: the estimator states the noise ' +
  'floor, the value at p_g = p_data and D* from as many samples.';

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
    ? `${estimator}; at p_g = p_data and D* the cells’ noise alone gives ${floor.value.toPrecision(2)}`
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

/** Shares of `n` draws with these masses. */
function multinomialShares(masses: Float64Array, n: number, stream: Stream): Float64Array {
  const cumulative = new Float64Array(masses.length);
  let sum = 0;
  for (let i = 0; i < masses.length; i++) {
    sum += masses[i];
    cumulative[i] = sum;
  }
  const out = new Float64Array(masses.length);
  for (let k = 0; k < n; k++) {
    const at = stream.uniform() * sum;
    let [low, high] = [0, masses.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (cumulative[middle] > at) high = middle;
      else low = middle + 1;
    }
    out[low] += 1 / n;
  }
  return out;
}
