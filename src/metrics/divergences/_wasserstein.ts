/** Wasserstein distances of a snapshot, by the best way that its dimensions allow. */
import { count } from '../../core/gan/options.js';
import { squaredDistance } from '../../core/math/geometry/distances.js';
import { leastAssignment } from '../../core/math/transport/assignment.js';
import { lineCost, sortedCost, type Weighted } from '../../core/math/transport/line.js';
import { quantileCost } from '../../core/math/transport/quantiles.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { compareDensities } from '../../density/density.js';
import type { DensityComparison } from '../../density/density-comparison.js';
import { exactPushforward } from '../../density/line/line.js';
import { cdfAt } from '../../density/line/pushforward.js';
import { quadratureEdges } from '../../density/line/quadrature.js';
import type { MetricValue } from '../../records/metric-value.js';
import { type Clouds, measureClouds } from '../_clouds.js';
import { sampleCountText } from '../_sample-count.js';

export type Order = 1 | 2;

export const wassersteinOptions = {
  points: count({ description: 'samples of each, in two and more dimensions', default: 400, atMost: 2000 }),
};

export const WASSERSTEIN_NOTES = [
  'Euclidean distance between points. On a line between densities that are known, where z is a number; else by sorting samples.',
  'In more dimensions, optimal transport between equally many samples of each (`points` of them, 2,000 at most): exact for ' +
    'these samples, but biased upwards as an estimate: two samples of one Gaussian in the plane are some n^(-1/2) apart.',
];

/** The order-th root of the least mean of |x - y|^order over couplings. */
export async function readWasserstein(snapshot: Snapshot, order: Order, points: number): Promise<MetricValue> {
  const compared = isOnALine(snapshot) ? await compareDensities(snapshot) : { absent: '' };
  if (!('absent' in compared)) {
    const cost = (await betweenQuantiles(snapshot, order)) ?? onALine(compared, order);
    return { value: cost ** (1 / order) };
  }
  const atMost = snapshot.target.dim === 1 ? Infinity : points;
  return measureClouds(snapshot, { atMost }, (found) => betweenSamples(found, order) ** (1 / order));
}

export function wassersteinSays({ target, latent, sampleCount }: Snapshot, points: number): string {
  if (target.dim === 1 && latent.dim === 1)
    return 'exact p_g and p, by their quantiles (order 2) or as weighted points';
  if (target.dim === 1) return `sorting ${sampleCountText(sampleCount)} of each`;
  return `optimal assignment of ${Math.min(points, sampleCount)} samples of each: biased upwards by their noise`;
}

function isOnALine({ target, latent }: Snapshot): boolean {
  return target.dim === 1 && latent.dim === 1 && target.logDensity !== undefined;
}

const MOST_EDGES = 1024; // of a smooth G there are more, and fewer do

/** Where p's distribution function is known. Of order 1 weighted points are exact enough, and cheaper. */
async function betweenQuantiles(snapshot: Snapshot, order: Order): Promise<number | null> {
  const { cdf } = snapshot.target;
  if (!cdf || order === 1) return null;
  const density = await exactPushforward(snapshot);
  const places = [...quadratureEdges(density, snapshot.target), ...density.atoms.map(({ x }) => x)];
  const edges = Float64Array.from(new Set(places)).sort();
  const every = Math.ceil(edges.length / MOST_EDGES);
  return quantileCost(
    {
      p: (x) => x.map(cdf),
      q: (x) => cdfAt(density, x),
      edges: edges.filter((_, i) => i % every === 0 || i === edges.length - 1),
    },
    order,
  );
}

function onALine({ x, p, q, singular }: DensityComparison, order: Order): number {
  const generated = [
    ...Array.from(x, (at, i) => ({ at, mass: q[i] })),
    ...Array.from(singular.x, (at, i) => ({ at, mass: singular.mass[i] })),
  ].sort((a, b) => a.at - b.at);
  const weighted: Weighted = {
    x: Float64Array.from(generated, ({ at }) => at),
    mass: Float64Array.from(generated, ({ mass }) => mass),
  };
  return lineCost({ x, mass: p }, weighted, order);
}

function betweenSamples({ generated, real, n, dim }: Clouds, order: Order): number {
  if (dim === 1) return sortedCost(generated, real, order);
  const cost = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) cost[i * n + j] = squaredDistance(generated, i, real, j, dim) ** (order / 2);
  return leastAssignment(cost, n) / n;
}
