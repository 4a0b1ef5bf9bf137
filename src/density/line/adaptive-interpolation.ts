/** A smooth generator on a line, interpolated linearly between nodes that are refined until all errors are within tolerance. */
import type { LatentDistribution } from '../../core/gan/latents/_latent.js';
import { variance } from '../../core/math/statistics/statistics.js';
import type { LatentRange } from './latent-range.js';
import { FLAT_SLOPE, type PiecewiseLinearMap } from './pushforward.js';

const INITIAL_NODES_BY_MASS = 384;
const INITIAL_NODES_BY_LENGTH = 129; // the tails have no mass, but log p - log q is needed there
const MAX_NODES = 60_000;
const MAX_RELATIVE_ERROR = 1e-5; // of the smaller of the target's scale and G's own spread
const TAIL_MASS = 1e-10; // of the latent: beyond this quantile errors hardly count
const MAX_TAIL_ERROR = 1e-3; // of the image of an interval in a tail
const MAX_ENTROPY_ERROR = 1e-8; // nats an interval: what one slope in place of two adds to -E log |G'|
const MAX_FOLD_MASS = 1e-7; // of an interval in which G changes direction: q has a pole there

interface Interval {
  readonly from: number;
  readonly to: number;
  readonly atFrom: number;
  readonly atTo: number;
}

/** G as a piecewise linear map on the latent's range. `scale`: the target's. */
export async function interpolateAdaptively(
  generate: (z: Float64Array) => Promise<Float64Array>,
  latent: LatentDistribution,
  range: LatentRange,
  scale: number,
): Promise<PiecewiseLinearMap> {
  const first = firstNodes(latent, range);
  const x = await generate(first);
  const nodes: [number, number][] = Array.from(first, (z, i) => [z, x[i]]);
  const own = Math.sqrt(
    variance(
      x.filter((_, i) => isCentral(latent, first[i])),
      0,
    ),
  );
  const criteria = { latent, range, scale, tolerance: MAX_RELATIVE_ERROR * Math.min(scale, own || scale) };
  let open = nodes.slice(1).map(([to, atTo], i) => ({ from: nodes[i][0], to, atFrom: nodes[i][1], atTo }));
  let error = 0;
  while (open.length > 0) {
    const middles = Float64Array.from(open, ({ from, to }) => (from + to) / 2);
    const values = await generate(middles);
    const next: Interval[] = [];
    const isLastRound = nodes.length + 3 * open.length > MAX_NODES;
    open.forEach((interval, i) => {
      const { from, to, atFrom, atTo } = interval;
      const [middle, value] = [middles[i], values[i]];
      if (middle <= from || middle >= to) return;
      nodes.push([middle, value]);
      if (!isLastRound && !isStraight(interval, value, criteria))
        next.push({ from, to: middle, atFrom, atTo: value }, { from: middle, to, atFrom: value, atTo });
      else if (!isTail(latent, interval)) error = Math.max(error, midpointError(interval, value));
    });
    open = next;
  }
  nodes.sort(([a], [b]) => a - b);
  return { z: Float64Array.from(nodes, ([z]) => z), x: Float64Array.from(nodes, ([, x]) => x), maxError: error };
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
  readonly tolerance: number;
  readonly latent: LatentDistribution;
  readonly range: LatentRange;
  readonly scale: number;
}

function isStraight(
  interval: Interval,
  atMiddle: number,
  { tolerance, latent, range, scale }: RefinementCriteria,
): boolean {
  const { from, to, atFrom, atTo } = interval;
  const error = midpointError(interval, atMiddle);
  if (!Number.isFinite(error)) return true; // the caller refuses outputs that are not finite
  const allowed = isTail(latent, interval) ? Math.max(tolerance, MAX_TAIL_ERROR * Math.abs(atTo - atFrom)) : tolerance;
  if (error > allowed) return false;
  const mass = latent.cdf(to) - latent.cdf(from);
  const [a, b] = [(2 * (atMiddle - atFrom)) / (to - from), (2 * (atTo - atMiddle)) / (to - from)];
  if (Math.max(Math.abs(a), Math.abs(b)) * range.interquartileRange < FLAT_SLOPE * scale) return true;
  if (a * b <= 0) return mass < MAX_FOLD_MASS;
  return (mass / 2) * Math.abs(Math.log((a + b) ** 2 / (4 * a * b))) < MAX_ENTROPY_ERROR;
}

function midpointError({ atFrom, atTo }: Interval, atMiddle: number): number {
  return Math.abs(atMiddle - (atFrom + atTo) / 2);
}

function isTail({ cdf }: LatentDistribution, { from, to }: Interval): boolean {
  return cdf(to) < TAIL_MASS || cdf(from) > 1 - TAIL_MASS;
}
