/** What the noise of samples adds to readings of D, where q is a histogram of them. */
import type { Stream } from '../../core/math/random/random.js';
import { sigmoid } from '../../core/math/special/special.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { compareDensities } from '../../density/density.js';
import { isPresent, type MetricValue } from '../../records/metric-value.js';
import { comparisonSays } from '../_comparison-values.js';
import { asReading, type Judged } from './_mean.js';
import { type DiscriminatorNodes, discriminatorNodes } from './_nodes.js';
import { probabilityOf } from './_probability.js';

export const FLOOR_NOTE =
  'Where q is a histogram of samples, the cells’ noise adds to it: the estimator says what it would read at p_g = p_data and D*.';

/** Absent where q is known from samples alone; null where it is not. */
export async function sampledOnly(snapshot: Snapshot): Promise<{ readonly absent: string } | null> {
  const compared = await compareDensities(snapshot);
  return !('absent' in compared) && compared.samples !== null ? { absent: 'q is known from samples only' } : null;
}

/**
 * The comparison's estimator; where q is a histogram, with what the reading would be at p_g = p_data and D*, from as many samples:
 * it does not go below that. `of` is the reading, given the nodes and D* as D's score.
 */
export async function floorSays(
  snapshot: Snapshot,
  score: (logit: number) => number,
  of: (nodes: DiscriminatorNodes) => MetricValue | Promise<MetricValue>,
): Promise<string> {
  const says = await comparisonSays(snapshot);
  const compared = await compareDensities(snapshot);
  const nodes = await discriminatorNodes(snapshot);
  if ('absent' in compared || 'absent' in nodes || compared.samples === null || snapshot.brief) return says;
  const q = drawn(nodes.p, compared.samples, snapshot.stream('discriminator/floor'));
  const logRatio = nodes.p.map((mass, i) => Math.log(mass / q[i]));
  const blind = { ...nodes, q, logRatio, dStar: logRatio.map(sigmoid), score: nodes.p.map(() => score(0)) };
  const floor = await of(blind);
  return isPresent(floor)
    ? `${says}; at p_g = p_data and D* the cells’ noise alone reads ${floor.value.toPrecision(2)}`
    : says;
}

/** The same of what D's probability is read for. */
export async function probabilityFloorSays(
  snapshot: Snapshot,
  of: (judged: Judged) => number | MetricValue,
): Promise<string> {
  const probability = probabilityOf(snapshot);
  if ('absent' in probability) return probability.absent;
  return floorSays(snapshot, probability.score, (nodes) => asReading(of({ ...nodes, probability })));
}

/** Shares of `n` draws from these masses. */
function drawn(masses: Float64Array, n: number, stream: Stream): Float64Array {
  const upTo = new Float64Array(masses.length);
  let sum = 0;
  for (let i = 0; i < masses.length; i++) {
    sum += masses[i];
    upTo[i] = sum;
  }
  const out = new Float64Array(masses.length);
  for (let k = 0; k < n; k++) {
    const at = stream.uniform() * sum;
    let [low, high] = [0, masses.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (upTo[middle] > at) high = middle;
      else low = middle + 1;
    }
    out[low] += 1 / n;
  }
  return out;
}
