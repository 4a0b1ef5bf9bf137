/**
 * A smooth generator on a line, interpolated between nodes that are refined until all errors are within tolerance: by cubics where its
 * slope is known, else linearly.
 */
import type { LatentDistribution } from '../../core/gan/latents/_latent.js';
import { variance } from '../../core/math/statistics/statistics.js';
import type { LatentRange } from './latent-range.js';
import { FLAT_SLOPE } from './pushforward.js';
import type { PathOnLine } from './sections.js';

const INITIAL_NODES_BY_MASS = 384;
const INITIAL_NODES_BY_LENGTH = 129; // the tails have no mass, but log p - log q is needed there
const MAX_NODES = 60_000;
const MAX_RELATIVE_ERROR = 1e-5; // of the smaller of the target's scale and G's own spread
const MAX_CUBIC_ERROR = 1e-10; // of the same
const TAIL_MASS = 1e-10; // of the latent: beyond this quantile errors hardly count
const MAX_TAIL_ERROR = 1e-3; // of the image of an interval in a tail
const MAX_CUBIC_TAIL_ERROR = 1e-6; // of the same
const SLOPE_ERROR = 3.1; // of a cubic, in its error at the middle over the interval's length: 384 / (72 sqrt 3)
const MAX_SLOPE_ERROR = 1e-9; // of the slope relative to itself, times the mass of an interval
const MAX_ROUNDINGS = 8; // of G's output: smaller errors are not seen
const MAX_ENTROPY_ERROR = 1e-8; // nats an interval: what one slope in place of two adds to -E log |G'|
const MAX_FOLD_MASS = 1e-7; // of an interval in which G changes direction: q has a pole there

interface Node {
  readonly z: number;
  readonly x: number;
  /** NaN where it is not known. */
  readonly slope: number;
}

interface Interval {
  readonly from: Node;
  readonly to: Node;
}

/** What is interpolated: its values and, where it is known, its slope. */
export interface SmoothMap {
  valuesAt(z: Float64Array): Promise<Float64Array>;
  readonly slopeAt: ((z: number) => number) | null;
}

/** G on the latent's range. `scale`: the target's. */
export async function interpolateAdaptively(
  { valuesAt, slopeAt }: SmoothMap,
  latent: LatentDistribution,
  range: LatentRange,
  scale: number,
): Promise<PathOnLine> {
  const nodesAt = async (z: Float64Array): Promise<Node[]> => {
    const x = await valuesAt(z);
    return Array.from(z, (at, i) => ({ z: at, x: x[i], slope: slopeAt ? slopeAt(at) : Number.NaN }));
  };
  const nodes = await nodesAt(firstNodes(latent, range));
  const central = nodes.filter(({ z }) => isCentral(latent, z)).map(({ x }) => x);
  const own = Math.sqrt(variance(central, 0));
  const relative = slopeAt ? MAX_CUBIC_ERROR : MAX_RELATIVE_ERROR;
  const criteria = {
    latent,
    range,
    scale,
    isCubic: slopeAt !== null,
    tolerance: relative * Math.min(scale, own || scale),
  };
  let open = nodes.slice(1).map((to, i): Interval => ({ from: nodes[i], to }));
  let error = 0;
  while (open.length > 0) {
    const middles = await nodesAt(Float64Array.from(open, ({ from, to }) => (from.z + to.z) / 2));
    const next: Interval[] = [];
    const isLastRound = nodes.length + 3 * open.length > MAX_NODES;
    open.forEach((interval, i) => {
      const { from, to } = interval;
      const middle = middles[i];
      if (middle.z <= from.z || middle.z >= to.z) return;
      nodes.push(middle);
      if (!isLastRound && !isCloseEnough(interval, middle.x, criteria))
        next.push({ from, to: middle }, { from: middle, to });
      else if (!isTail(latent, interval)) error = Math.max(error, midpointError(interval, middle.x, criteria.isCubic));
    });
    open = next;
  }
  nodes.sort((a, b) => a.z - b.z);
  const all = (of: keyof Node) => Float64Array.from(nodes, (node) => node[of]);
  return { z: all('z'), x: all('x'), ...(slopeAt && { slopes: all('slope') }), maxError: error };
}

function firstNodes({ quantile }: LatentDistribution, { low, high }: LatentRange): Float64Array {
  const byMass = Array.from({ length: INITIAL_NODES_BY_MASS }, (_, i) => quantile((i + 0.5) / INITIAL_NODES_BY_MASS));
  const byLength = Array.from(
    { length: INITIAL_NODES_BY_LENGTH },
    (_, i) => low + ((high - low) * i) / (INITIAL_NODES_BY_LENGTH - 1),
  );
  const within = byMass.filter((z) => z > low && z < high);
  return Float64Array.from(new Set([...within, ...byLength])).sort();
}

function isCentral({ cdf }: LatentDistribution, z: number): boolean {
  const mass = cdf(z);
  return mass > 1e-3 && mass < 1 - 1e-3;
}

interface RefinementCriteria {
  readonly isCubic: boolean;
  readonly tolerance: number;
  readonly latent: LatentDistribution;
  readonly range: LatentRange;
  readonly scale: number;
}

function isCloseEnough(
  interval: Interval,
  atMiddle: number,
  { isCubic, tolerance, latent, range, scale }: RefinementCriteria,
): boolean {
  const { from, to } = interval;
  const error = midpointError(interval, atMiddle, isCubic);
  if (!Number.isFinite(error)) return true; // the caller refuses outputs that are not finite
  const inTail = (isCubic ? MAX_CUBIC_TAIL_ERROR : MAX_TAIL_ERROR) * Math.abs(to.x - from.x);
  const rounding = isCubic ? MAX_ROUNDINGS * Number.EPSILON * Math.max(Math.abs(from.x), Math.abs(to.x)) : 0;
  if (error > Math.max(tolerance, rounding, isTail(latent, interval) ? inTail : 0)) return false;
  const mass = latent.cdf(to.z) - latent.cdf(from.z);
  if (isCubic) {
    const slope = Math.min(Math.abs(from.slope), Math.abs(to.slope));
    if (slope * range.interquartileRange < FLAT_SLOPE * scale || from.slope * to.slope <= 0) return true;
    if (error <= rounding) return true;
    return mass * Math.min(1, (SLOPE_ERROR * error) / ((to.z - from.z) * slope)) < MAX_SLOPE_ERROR;
  }
  const [a, b] = [(2 * (atMiddle - from.x)) / (to.z - from.z), (2 * (to.x - atMiddle)) / (to.z - from.z)];
  if (Math.max(Math.abs(a), Math.abs(b)) * range.interquartileRange < FLAT_SLOPE * scale) return true;
  if (a * b <= 0) return mass < MAX_FOLD_MASS;
  return (mass / 2) * Math.abs(Math.log((a + b) ** 2 / (4 * a * b))) < MAX_ENTROPY_ERROR;
}

function midpointError({ from, to }: Interval, atMiddle: number, isCubic: boolean): number {
  const bend = isCubic ? ((to.z - from.z) * (from.slope - to.slope)) / 8 : 0;
  return Math.abs(atMiddle - (from.x + to.x) / 2 - bend);
}

function isTail({ cdf }: LatentDistribution, { from, to }: Interval): boolean {
  return cdf(to.z) < TAIL_MASS || cdf(from.z) > 1 - TAIL_MASS;
}
