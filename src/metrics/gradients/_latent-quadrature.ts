/** Expectations over a latent of one dimension, by quadrature that is refined until twice as many points change nothing. */
import { euclideanNorm } from '../../core/math/geometry/distances.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { latentRange } from '../../density/line/latent-range.js';
import { linearRegions } from '../../density/line/linear-regions.js';
import {
  halves,
  panelNodes,
  panelsBetween,
  type QuadraturePanel,
  splitAt,
  splitAtZeros,
} from '../../density/line/panels.js';

const MIN_LATENT_DENSITY = 1e-40; // of a Gaussian at 13.4 standard deviations: D* may be far from 0 and 1 out there
const FIRST_PANELS = 128;
const MAX_POINTS = 100_000; // computed in all
const MAX_RELATIVE_CHANGE = 1e-10; // of the expectation's norm, if every panel were halved
const MIN_CHANGE = 1e-14; // rounding of an expectation of order one
const MAX_KINKS = 512; // of D, whose preimages are looked for

/** z with weights: rows of an expectation. */
export interface WeightedLatents {
  readonly z: Float64Array;
  readonly weights: Float64Array;
}

export interface LatentExpectation {
  readonly value: Float64Array;
  /** How much the norm changes if every panel is halved, relative to it: an estimate of its error. */
  readonly error: number;
  /** Points of the last sum. */
  readonly points: number;
}

/** Of an expectation, if every panel were halved, at which it is known well enough: by either. */
export interface MaxChange {
  readonly relative: number;
  readonly absolute: number;
}

/** Panels of z that end at the kinks of a piecewise linear G, and where G reaches those of a piecewise linear D. */
export async function latentPanels(snapshot: Snapshot): Promise<readonly QuadraturePanel[]> {
  const { latent, networks, parameters, generate } = snapshot;
  const { low, high } = latentRange(latent, MIN_LATENT_DENSITY);
  const even = Float64Array.from({ length: FIRST_PANELS + 1 }, (_, i) => low + ((high - low) * i) / FIRST_PANELS);
  const ownKinks = linearRegions(networks.generator, parameters.generator, { low, high })?.z ?? [];
  const panels = splitAt(panelsBetween(even), ownKinks);
  if (snapshot.target.dim !== 1) return panels;
  const x = (await generate(panelNodes(panels).x)).filter(Number.isFinite);
  if (x.length === 0) return panels;
  const image = { low: x.reduce((a, b) => Math.min(a, b)), high: x.reduce((a, b) => Math.max(a, b)) };
  const regions = linearRegions(networks.discriminator, parameters.discriminator, image)?.z ?? [];
  const kinks = regions.slice(1, -1);
  if (kinks.length === 0 || kinks.length > MAX_KINKS) return panels;
  return splitAtZeros(panels, async (z) => {
    const at = await generate(z);
    return Array.from(kinks, (kink) => at.map((value) => value - kink));
  });
}

/** Panels whose integral on twice as many nodes is `fine`, which differs by `change`. */
interface Group {
  readonly panels: readonly QuadraturePanel[];
  readonly coarse: Float64Array;
  readonly fine: Float64Array;
  readonly change: number;
}

/**
 * The expectation over z of a vector whose weighted sum over points `sumOver` gives. The group of panels that changes most when halved
 * is divided, down to single panels, until all together change the expectation by less than `maxChange`.
 */
export async function latentExpectation(
  { latent }: Pick<Snapshot, 'latent'>,
  panels: readonly QuadraturePanel[],
  sumOver: (points: WeightedLatents) => Promise<Float64Array>,
  maxChange: MaxChange = { relative: MAX_RELATIVE_CHANGE, absolute: MIN_CHANGE },
): Promise<LatentExpectation> {
  let computed = 0;
  const integral = async (some: readonly QuadraturePanel[]): Promise<Float64Array> => {
    const { x: z, weights } = panelNodes(some);
    computed += z.length;
    return sumOver({ z, weights: weights.map((weight, i) => weight * latent.density(z[i])) });
  };
  const grouped = (some: readonly QuadraturePanel[], coarse: Float64Array, fine: Float64Array): Group => ({
    panels: some,
    coarse,
    fine,
    change: euclideanNorm(difference(coarse, fine)),
  });
  let groups = [grouped(panels, await integral(panels), await integral(halves(panels)))];
  for (;;) {
    const value = groups.reduce(
      (sum, { fine }) => sum.map((part, i) => part + fine[i]),
      groups[0].fine.map(() => 0),
    );
    const change = groups.reduce((sum, group) => sum + group.change, 0);
    const isStable = !(change > Math.max(maxChange.absolute, maxChange.relative * euclideanNorm(value)));
    if (isStable || computed > MAX_POINTS) {
      const points = groups.reduce((sum, group) => sum + panelNodes(halves(group.panels)).x.length, 0);
      return { value, error: change === 0 ? 0 : change / euclideanNorm(value), points };
    }
    const worst = groups.reduce((most, group) => (group.change > most.change ? group : most));
    const rest = groups.filter((group) => group !== worst);
    if (worst.panels.length === 1) {
      const both = halves(worst.panels);
      groups = [...rest, grouped(both, worst.fine, await integral(halves(both)))];
      continue;
    }
    const half = worst.panels.length >> 1;
    const [first, second] = [worst.panels.slice(0, half), worst.panels.slice(half)];
    const [coarse, fine] = [await integral(first), await integral(halves(first))];
    groups = [
      ...rest,
      grouped(first, coarse, fine),
      grouped(second, difference(worst.coarse, coarse), difference(worst.fine, fine)),
    ];
  }
}

function difference(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => value - b[i]);
}
