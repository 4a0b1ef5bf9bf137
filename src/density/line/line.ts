/**
 * q on a line, exactly: the push-forward of a one-dimensional latent through G, and its comparison with p.
 *
 * 1. G becomes a path: its own linear regions where it is a piecewise linear network (`linear-regions.ts`), else an adaptive
 *    interpolation (`adaptive-interpolation.ts`), by cubics where its slope is known, cut where it turns (`sections.ts`).
 * 2. The change of variables over all preimages gives q's density, the sum of p_z(z) / |G'(z)| over all z with G(z) = x, and the
 *    atoms on which G collapses an interval of z (`pushforward.ts`).
 * 3. Gauss-Legendre quadrature between all points where p or q may bend compares it with p (`quadrature.ts`).
 *
 * Error: rounding and the latent's truncated tails for a piecewise linear network; else also G's distance from its interpolation,
 * which the estimator's text states. Decision 032.
 */

import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { type DensityComparison, NotComparableError } from '../density-comparison.js';
import type { KnownDensity } from '../known-density.js';
import { interpolateAdaptively } from './adaptive-interpolation.js';
import type { ResolvedNetwork } from './dense-nodes.js';
import type { LatentRange } from './latent-range.js';
import { extendedLatentRange, latentRange } from './latent-range.js';
import { linearRegions } from './linear-regions.js';
import { type NetworkOnLine, networkOnLine } from './network-on-line.js';
import { type Pushforward, pushforward } from './pushforward.js';
import { compareByQuadrature } from './quadrature.js';
import type { PathOnLine } from './sections.js';

/**
 * q's density and atoms, for a latent and a target of one dimension; computed once a snapshot. Throws `NotComparableError` for
 * other dimensions, and where G's output is not finite.
 */
export function exactPushforward(snapshot: Snapshot): Promise<Pushforward> {
  return snapshot.share('density/pushforward', async () => {
    const range = latentRange(snapshot.latent);
    const { latent, target } = snapshot;
    return pushforward(await pathOver(snapshot, range), { latent, range, scale: target.scale });
  });
}

/** q against p by quadrature. */
export async function compareOnLine(snapshot: Snapshot, target: KnownDensity): Promise<DensityComparison> {
  if (!plainNetwork(snapshot)) return compareByQuadrature(await exactPushforward(snapshot), target);
  const range = latentRange(snapshot.latent);
  const path = await pathOver(snapshot, range);
  const density = pushforwardOf(path, snapshot, range);
  return compareByQuadrature(density, target, await resolvedNetwork(snapshot, density, range));
}

/** A smooth network in plain numbers; null for others, and for piecewise linear ones, whose linear regions are known. */
function plainNetwork({ networks, parameters }: Snapshot): NetworkOnLine | null {
  const { generator } = networks;
  if (generator.layers?.every(({ slopes }) => slopes !== null) ?? true) return null;
  return networkOnLine(generator, parameters.generator);
}

/**
 * The slope of a smooth network with a linear output, in plain numbers; null for others: where an output saturates, longer pieces would
 * reach to where x loses its digits.
 */
function slopeOf(snapshot: Snapshot): ((z: number) => number) | null {
  const output = snapshot.networks.generator.layers?.at(-1)?.slopes;
  const network = plainNetwork(snapshot);
  if (!network || !output || output.negative !== output.positive) return null;
  return (z) => {
    const { u, slope } = network.sumAt(z);
    return slope * network.activationSlope(u);
  };
}

const SUM_SCALE = 1; // activations bend over a length of about one

/**
 * The network with the push-forward through its last sum, which is rounded less than its output where that saturates. Null where no
 * interval of z needs it.
 */
async function resolvedNetwork(
  snapshot: Snapshot,
  { dense }: Pushforward,
  range: LatentRange,
): Promise<ResolvedNetwork | null> {
  const network = dense.length > 0 ? plainNetwork(snapshot) : null;
  if (!network) return null;
  const { latent } = snapshot;
  const sums = { valuesAt: async (z: Float64Array) => z.map((at) => network.sumAt(at).u), slopeAt: null };
  const path = await interpolateAdaptively(sums, latent, range, SUM_SCALE);
  return { network, sums: pushforward(path, { latent, range, scale: SUM_SCALE, hasSlope: true }) };
}

/** The same with z followed `reach` interquartile ranges from its median, where q's density is known by its logarithm alone. */
export async function compareOnLineInTails(
  snapshot: Snapshot,
  target: KnownDensity,
  reach: number,
): Promise<DensityComparison> {
  const [inner, outer] = [latentRange(snapshot.latent), extendedLatentRange(snapshot.latent, reach)];
  // In three parts: a single line from end to end would lose the digits of what lies between.
  const parts = [
    { ...inner, low: Math.min(outer.low, inner.low), high: inner.low },
    inner,
    { ...inner, low: inner.high, high: Math.max(outer.high, inner.high) },
  ].filter(({ low, high }) => low < high);
  const paths = await Promise.all(parts.map((part) => pathOver(snapshot, part)));
  const density = pushforwardOf(joined(paths), snapshot, outer);
  return compareByQuadrature(density, target, await resolvedNetwork(snapshot, density, outer));
}

/** Paths each of which begins where the one before ends. */
function joined(paths: readonly PathOnLine[]): PathOnLine {
  const all = (of: 'z' | 'x' | 'slopes') =>
    Float64Array.from(paths.flatMap((path, k) => [...path[of]!.subarray(k === 0 ? 0 : 1)]));
  const slopes = paths.every((path) => path.slopes) ? { slopes: all('slopes') } : {};
  return {
    z: all('z'),
    x: all('x'),
    ...slopes,
    maxError: paths.reduce((most, { maxError }) => Math.max(most, maxError), 0),
  };
}

/** Computed once a snapshot for each range: a smooth G takes thousands of evaluations. */
function pathOver(snapshot: Snapshot, range: LatentRange): Promise<PathOnLine> {
  return snapshot.share(`density/path/${range.low}/${range.high}`, async () => {
    const { latent, target, networks, parameters, generate } = snapshot;
    if (latent.dim !== 1 || target.dim !== 1)
      throw new NotComparableError(
        `q's exact density needs a latent and a target of one dimension, not ${latent.dim} and ${target.dim}`,
      );
    const path =
      linearRegions(networks.generator, parameters.generator, range) ??
      (await interpolateAdaptively({ valuesAt: generate, slopeAt: slopeOf(snapshot) }, latent, range, target.scale));
    if (!path.x.every(Number.isFinite)) throw new NotComparableError("G's output is not finite");
    return path;
  });
}

/** With G's slope where it is known, so that what is flat in double precision has a density. */
function pushforwardOf(path: PathOnLine, snapshot: Snapshot, range: LatentRange): Pushforward {
  const { latent, target } = snapshot;
  return pushforward(path, { latent, range, scale: target.scale, hasSlope: plainNetwork(snapshot) !== null });
}
