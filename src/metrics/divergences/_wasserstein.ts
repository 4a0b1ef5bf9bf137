/** Wasserstein distances of a snapshot, by the most exact method for its dimensions. */

import { count } from '../../core/gan/options.js';
import type { PairSquares } from '../../core/math/geometry/pair-squares.js';
import { power } from '../../core/math/special/power.js';
import { variance } from '../../core/math/statistics/statistics.js';
import { leastTransport } from '../../core/math/transport/least-transport.js';
import { lineCost, sampleCost, type WeightedPoints } from '../../core/math/transport/line-transport.js';
import { quantileCost } from '../../core/math/transport/quantile-transport.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { plainNumber } from '../../core/text/plain-numbers.js';
import { compareDensities, type MaybeComparison } from '../../density/density.js';
import type { DensityComparison } from '../../density/density-comparison.js';
import { hasDensity } from '../../density/known-density.js';
import { quadratureEdges } from '../../density/line/edges.js';
import { exactPushforward } from '../../density/line/line.js';
import { cdfAt } from '../../density/line/pushforward.js';
import { type MetricValue, metricValue } from '../../records/metric-value.js';
import { countsText, sampleClouds } from '../_clouds.js';

export type WassersteinOrder = 1 | 2;

export const wassersteinOptions = {
  points: count({ description: 'samples of each at most, in more than one dimension', default: 2000, atMost: 2000 }),
};

export const WASSERSTEIN_NOTES = [
  'With the Euclidean distance. On a line it is exact if z has one dimension and p is known, and otherwise between all sorted samples.',
  'In more dimensions it is the optimal transport between all samples of both sides, up to `points` of each: exact for these samples, ' +
    'but biased upwards as an estimate. Two samples of n of one Gaussian in the plane are about 1.8 sqrt(ln n / n) deviations apart (Ajtai, Komlos and Tusnady).',
  'Where `points` leaves samples out, the estimator states the standard error from the Kantorovich potentials f and g, ' +
    'sqrt(Var f / n + Var g / m) of the cost (del Barrio and Loubes, doi:10.1214/18-AOP1275).',
];

/** The order-th root of the smallest mean of |x - y|^order over couplings. */
export async function wassersteinDistance(
  snapshot: Snapshot,
  order: WassersteinOrder,
  points: number,
): Promise<MetricValue> {
  const compared = await comparisonOnLine(snapshot);
  if (!('absent' in compared)) {
    const cost = (await costByQuantiles(snapshot, order)) ?? costOfWeightedPoints(compared, order);
    return { value: power(cost, 1 / order) };
  }
  return (await sampledDistance(snapshot, order, points)).value;
}

export async function wassersteinEstimator(
  snapshot: Snapshot,
  order: WassersteinOrder,
  points: number,
): Promise<string> {
  if (!('absent' in (await comparisonOnLine(snapshot))))
    return 'exact q and p, by quantiles (order 2) or as weighted points';
  return (await sampledDistance(snapshot, order, points)).estimator;
}

interface SampledDistance {
  readonly value: MetricValue;
  readonly estimator: string;
}

function sampledDistance(snapshot: Snapshot, order: WassersteinOrder, points: number): Promise<SampledDistance> {
  return snapshot.share(`wasserstein/${order}/${points}`, async () => {
    const { dim } = snapshot.target;
    const counts = countsText(snapshot);
    const method = dim === 1 ? `sorting ${counts}` : `optimal transport, ${counts}: biased upwards by sampling noise`;
    const found = await sampleClouds(snapshot, {});
    if ('absent' in found) return { value: found, estimator: method };
    const { generated, real, n, m } = found;
    if (dim === 1) {
      const cost = sampleCost(generated, real, order);
      return { value: metricValue(power(cost, 1 / order), 'the cost is not finite'), estimator: method };
    }
    const used = { n: Math.min(n, points), m: Math.min(m, points) };
    const { cost, rows, columns } = leastTransport(costsBetween(found.pairs.between, used, order), used.n, used.m);
    const distance = power(cost, 1 / order);
    // The derivative of the root carries the error of the cost over to the distance.
    const errorOfCost = Math.sqrt(variance(rows, 0) / used.n + variance(columns, 0) / used.m);
    const error = distance === 0 ? 0 : (errorOfCost * power(distance, 1 - order)) / order;
    const all = used.n === n && used.m === m;
    return {
      value: metricValue(distance, 'the cost is not finite'),
      estimator: all
        ? method
        : `optimal transport, the first ${used.n} and ${used.m} of ${counts}: biased upwards by sampling noise, standard error ${plainNumber(error)}`,
    };
  });
}

async function comparisonOnLine(snapshot: Snapshot): Promise<MaybeComparison> {
  const { target, latent } = snapshot;
  const isOnALine = target.dim === 1 && latent.dim === 1 && hasDensity(target);
  return isOnALine ? compareDensities(snapshot) : { absent: 'not two known densities on a line' };
}

const MAX_EDGES = 1024; // of panels: a smooth G has more, and fewer suffice

/**
 * From quantiles, where p's distribution function is known. Null for order 1: there weighted points are exact and
 * cheaper.
 */
async function costByQuantiles(snapshot: Snapshot, order: WassersteinOrder): Promise<number | null> {
  const { cdf } = snapshot.target;
  if (!cdf || order === 1) return null;
  const density = await exactPushforward(snapshot);
  const positions = [...quadratureEdges(density, snapshot.target), ...density.atoms.map(({ x }) => x)];
  const edges = Float64Array.from(new Set(positions)).sort();
  const every = Math.ceil(edges.length / MAX_EDGES);
  return quantileCost(
    {
      p: (x) => x.map(cdf),
      q: (x) => cdfAt(density, x),
      edges: edges.filter((_, i) => i % every === 0 || i === edges.length - 1),
    },
    order,
  );
}

function costOfWeightedPoints({ x, p, q, singular }: DensityComparison, order: WassersteinOrder): number {
  const generated = [
    ...Array.from(x, (at, i) => ({ at, mass: q[i] })),
    ...Array.from(singular.x, (at, i) => ({ at, mass: singular.mass[i] })),
  ].sort((a, b) => a.at - b.at);
  const weighted: WeightedPoints = {
    x: Float64Array.from(generated, ({ at }) => at),
    mass: Float64Array.from(generated, ({ mass }) => mass),
  };
  return lineCost({ x, mass: p }, weighted, order);
}

/** |x - y|^order of the first n rows of G's samples and the first m of the data's. */
function costsBetween(
  pairs: PairSquares,
  { n, m }: { readonly n: number; readonly m: number },
  order: WassersteinOrder,
): Float64Array {
  const cost = new Float64Array(n * m);
  for (let i = 0; i < n; i++) cost.set(pairs.ofRow(i).subarray(0, m), i * m);
  return order === 2 ? cost : cost.map(Math.sqrt);
}
