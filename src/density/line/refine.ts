/** A smooth generator on a line, as a path refined until straight lines are good enough. */
import type { LatentDistribution } from '../../core/gan/latents/_latent.js';
import type { LatentRange } from './latent-range.js';
import type { Path } from './path.js';
import { FLAT } from './pushforward.js';

const AT_FIRST_BY_MASS = 384;
const AT_FIRST_BY_LENGTH = 129; // tails hold no mass, but log p / q is read there
const MOST_NODES = 60_000;
const RELATIVE_ERROR = 1e-5; // of the smaller of the target's scale and G's own spread
const TAIL = 1e-10; // of the latent's mass: past it there is little to be wrong about
const TAIL_ERROR = 1e-3; // of the interval's image
const ENTROPY_ERROR = 1e-8; // nats an interval: what taking one slope for two adds to -E log |G'|
const FOLD_MASS = 1e-7; // of an interval in which G turns round: its density has a pole there

interface Interval {
  readonly from: number;
  readonly to: number;
  readonly atFrom: number;
  readonly atTo: number;
}

export async function refinedPath(
  generate: (z: Float64Array) => Promise<Float64Array>,
  latent: LatentDistribution,
  range: LatentRange,
  scale: number,
): Promise<Path> {
  const first = firstNodes(latent, range);
  const x = await generate(first);
  const nodes: [number, number][] = Array.from(first, (z, i) => [z, x[i]]);
  const own = spread(x.filter((_, i) => isCentral(latent, first[i])));
  const judging = { latent, range, scale, tolerance: RELATIVE_ERROR * Math.min(scale, own || scale) };
  let open = nodes.slice(1).map(([to, atTo], i) => ({ from: nodes[i][0], to, atFrom: nodes[i][1], atTo }));
  let error = 0;
  while (open.length > 0) {
    const middles = Float64Array.from(open, ({ from, to }) => (from + to) / 2);
    const values = await generate(middles);
    const next: Interval[] = [];
    const isLast = nodes.length + 3 * open.length > MOST_NODES;
    open.forEach((interval, i) => {
      const { from, to, atFrom, atTo } = interval;
      const [middle, value] = [middles[i], values[i]];
      if (middle <= from || middle >= to) return;
      nodes.push([middle, value]);
      if (!isLast && !isStraight(interval, value, judging))
        next.push({ from, to: middle, atFrom, atTo: value }, { from: middle, to, atFrom: value, atTo });
      else if (!isTail(latent, interval)) error = Math.max(error, missOf(interval, value));
    });
    open = next;
  }
  nodes.sort(([a], [b]) => a - b);
  return { z: Float64Array.from(nodes, ([z]) => z), x: Float64Array.from(nodes, ([, x]) => x), error };
}

function firstNodes({ quantile }: LatentDistribution, { low, high }: LatentRange): Float64Array {
  const byMass = Array.from({ length: AT_FIRST_BY_MASS }, (_, i) => quantile((i + 0.5) / AT_FIRST_BY_MASS));
  const byLength = Array.from(
    { length: AT_FIRST_BY_LENGTH },
    (_, i) => low + ((high - low) * i) / (AT_FIRST_BY_LENGTH - 1),
  );
  return Float64Array.from(new Set([...byMass, ...byLength])).sort();
}

function isCentral({ cdf }: LatentDistribution, z: number): boolean {
  const mass = cdf(z);
  return mass > 1e-3 && mass < 1 - 1e-3;
}

function spread(x: Float64Array): number {
  const mean = x.reduce((sum, value) => sum + value, 0) / x.length;
  return Math.sqrt(x.reduce((sum, value) => sum + (value - mean) ** 2, 0) / x.length);
}

interface Judging {
  readonly tolerance: number;
  readonly latent: LatentDistribution;
  readonly range: LatentRange;
  readonly scale: number;
}

function isStraight(interval: Interval, atMiddle: number, { tolerance, latent, range, scale }: Judging): boolean {
  const { from, to, atFrom, atTo } = interval;
  const miss = missOf(interval, atMiddle);
  if (!Number.isFinite(miss)) return true; // refused later: an output of G is not finite
  const allowed = isTail(latent, interval) ? Math.max(tolerance, TAIL_ERROR * Math.abs(atTo - atFrom)) : tolerance;
  if (miss > allowed) return false;
  const mass = latent.cdf(to) - latent.cdf(from);
  const [a, b] = [(2 * (atMiddle - atFrom)) / (to - from), (2 * (atTo - atMiddle)) / (to - from)];
  if (Math.max(Math.abs(a), Math.abs(b)) * range.unit < FLAT * scale) return true;
  if (a * b <= 0) return mass < FOLD_MASS;
  return (mass / 2) * Math.abs(Math.log((a + b) ** 2 / (4 * a * b))) < ENTROPY_ERROR;
}

function missOf({ atFrom, atTo }: Interval, atMiddle: number): number {
  return Math.abs(atMiddle - (atFrom + atTo) / 2);
}

function isTail({ cdf }: LatentDistribution, { from, to }: Interval): boolean {
  return cdf(to) < TAIL || cdf(from) > 1 - TAIL;
}
