/** Wasserstein distances of a snapshot, by the best way that its dimensions allow. */
import type { Reading } from '../../../core/reading.js';
import type { Snapshot } from '../../snapshot.js';
import { compare } from '../density/compare.js';
import type { Comparison } from '../density/comparison.js';
import { type Clouds, readClouds, squaredDistance } from '../samples/clouds.js';
import { leastAssignment } from './assignment.js';
import { lineCost, sortedCost, type Weighted } from './line.js';

export type Order = 1 | 2;

/** The order-th root of the least mean of |x - y|^order over couplings. */
export async function readWasserstein(snapshot: Snapshot, order: Order, points: number): Promise<Reading> {
  const compared = isOnALine(snapshot) ? await compare(snapshot) : { absent: '' };
  if (!('absent' in compared)) return { value: onALine(compared, order) ** (1 / order) };
  const atMost = snapshot.target.dim === 1 ? Infinity : points;
  return readClouds(snapshot, { atMost }, (found) => betweenSamples(found, order) ** (1 / order));
}

export function wassersteinSays({ target, latent, sampleCount }: Snapshot, points: number): string {
  if (target.dim === 1 && latent.dim === 1) return 'exact p_g and p, as weighted points of a quadrature';
  if (target.dim === 1) return `sorting ${sampleCount} samples of each`;
  return `optimal assignment of ${Math.min(points, sampleCount)} samples of each: biased upwards by their noise`;
}

function isOnALine({ target, latent }: Snapshot): boolean {
  return target.dim === 1 && latent.dim === 1 && target.logDensity !== undefined;
}

function onALine({ x, p, q, singular }: Comparison, order: Order): number {
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
