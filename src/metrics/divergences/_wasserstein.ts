/** Wasserstein distances of a snapshot, by the most exact method for its dimensions. */
import { count } from '../../core/gan/options.js';
import { squaredDistance } from '../../core/math/geometry/distances.js';
import { leastTransport } from '../../core/math/transport/assignment.js';
import { lineCost, sortedCost, type WeightedPoints } from '../../core/math/transport/line-transport.js';
import { quantileCost } from '../../core/math/transport/quantile-transport.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { plural } from '../../core/text/words.js';
import { compareDensities } from '../../density/density.js';
import type { DensityComparison } from '../../density/density-comparison.js';
import { exactPushforward } from '../../density/line/line.js';
import { cdfAt } from '../../density/line/pushforward.js';
import { quadratureEdges } from '../../density/line/quadrature.js';
import type { MetricValue } from '../../records/metric-value.js';
import { type Clouds, valueOfClouds } from '../_clouds.js';

export type WassersteinOrder = 1 | 2;

export const wassersteinOptions = {
  points: count({ description: 'samples of each in more than one dimension', default: 400, atMost: 2000 }),
};

export const WASSERSTEIN_NOTES = [
  'With the Euclidean distance. On a line it is exact if z has one dimension and p is known, and otherwise between ' +
    'sorted samples.',
  'In more dimensions it is the optimal transport between `points` samples of each: exact for these samples, but ' +
    'biased upwards as an estimate. Two samples of one Gaussian in the plane are about n^(-1/2) apart.',
];

/** The order-th root of the smallest mean of |x - y|^order over couplings. */
export async function wassersteinDistance(
  snapshot: Snapshot,
  order: WassersteinOrder,
  points: number,
): Promise<MetricValue> {
  const compared = isOnALine(snapshot) ? await compareDensities(snapshot) : { absent: '' };
  if (!('absent' in compared)) {
    const cost = (await costByQuantiles(snapshot, order)) ?? costOfWeightedPoints(compared, order);
    return { value: cost ** (1 / order) };
  }
  const atMost = snapshot.target.dim === 1 ? Infinity : points;
  return valueOfClouds(snapshot, { atMost }, (found) => costOfSamples(found, order) ** (1 / order));
}

export function wassersteinEstimator({ target, latent, sampleCount }: Snapshot, points: number): string {
  if (target.dim === 1 && latent.dim === 1) return 'exact p_g and p, by quantiles (order 2) or as weighted points';
  if (target.dim === 1) return `sorting ${plural(sampleCount, 'sample')} of each`;
  return `optimal assignment of ${Math.min(points, sampleCount)} samples of each: biased upwards by sampling noise`;
}

function isOnALine({ target, latent }: Snapshot): boolean {
  return target.dim === 1 && latent.dim === 1 && target.logDensity !== undefined;
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

function costOfSamples({ generated, real, n, dim }: Clouds, order: WassersteinOrder): number {
  if (dim === 1) return sortedCost(generated, real, order);
  const cost = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) cost[i * n + j] = squaredDistance(generated, i, real, j, dim) ** (order / 2);
  return leastTransport(cost, n, n).cost;
}
