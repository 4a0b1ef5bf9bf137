/**
 * The generator's density q against the data's density p on one snapshot: exactly where that is possible, else by the best
 * estimator for the dimensions at hand.
 *
 * | latent -> target | method | folder |
 * |---|---|---|
 * | a game of cells | both histograms are known | `tabular.ts` |
 * | 1 -> 1 | push-forward by the change of variables, quadrature | `line/` |
 * | 2 -> 2 | triangulated latent plane, rasterised on a grid | `plane/` |
 * | fewer -> more | all of q is singular | here |
 * | more -> 1 or 2 | histogram of G's samples | `samples/` |
 * | any, from samples | k nearest neighbours or kernels | `samples/` |
 *
 * Every method but the last ends in a `DensityComparison`, p's and q's masses on common nodes, of which `divergences.ts` computes
 * sums. `divergence-estimates.ts` chooses between the methods.
 */
import type { Snapshot } from '../core/snapshot/snapshot.js';
import { type DensityComparison, NotComparableError, selectRows } from './density-comparison.js';
import { hasNegligibleTails, type TailDivergence, unresolvedTail } from './divergences.js';
import { hasDensity, type KnownDensity } from './known-density.js';
import { compareOnLine, compareOnLineInTails } from './line/line.js';
import { compareInPlane } from './plane/plane.js';
import { compareSampleHistogram, densitySamples } from './samples/histogram.js';
import { type HistogramJs, histogramJs } from './samples/histogram-js.js';
import { compareTabular } from './tabular.js';

export type MaybeComparison = DensityComparison | { readonly absent: string };

/** Computed once a snapshot. Absent, with the reason, where p's density is not known or q's cannot be computed. */
export function compareDensities(snapshot: Snapshot): Promise<MaybeComparison> {
  return snapshot.share('density/comparison', () => orAbsent(() => compareOrThrow(snapshot)));
}

// Interquartile ranges of z from its median, tried one after the other. The integral of exp(-c x^2) is found for c above about 1e-15.
const REACHES = [100, 10_000, 1e6, 1e8];

/**
 * The comparison for a divergence that divides by q. On a line G is followed, by the density's logarithm, to where p's mass and the
 * divergence's integrand are negligible. Where that is nowhere, `diverges` says so.
 */
export async function compareDensitiesInTails(
  snapshot: Snapshot,
  divergence: TailDivergence,
): Promise<(DensityComparison & { readonly diverges?: boolean }) | { readonly absent: string }> {
  const comparison = await compareDensities(snapshot);
  if ('absent' in comparison || !comparison.line) return comparison;
  if (!unresolvedTail(comparison) && hasNegligibleTails(comparison, divergence)) return comparison;
  let inTails: MaybeComparison = comparison;
  for (const reach of REACHES) {
    inTails = await snapshot.share(`density/far/${reach}`, () =>
      orAbsent(async () => compareOnLineInTails(snapshot, knownDensity(snapshot), reach)),
    );
    if ('absent' in inTails) return inTails;
    if (!unresolvedTail(inTails) && hasNegligibleTails(inTails, divergence)) return inTails;
  }
  const absent = unresolvedTail(inTails);
  return absent === null ? { ...inTails, diverges: true } : { absent };
}

/** The estimator with its n, grid step and limits; at intermediate steps (`brief`) without what takes time to compute. */
export function estimatorText({ brief }: Snapshot, comparison: DensityComparison): string {
  return comparison.resolutionErrors && !brief
    ? `${comparison.estimator()}; ${comparison.resolutionErrors().text}`
    : comparison.estimator();
}

/** JS by a histogram of G's samples, also where q itself is known. */
export function jsByHistogram(snapshot: Snapshot): Promise<HistogramJs | { readonly absent: string }> {
  return snapshot.share('density/histogram-js', () =>
    orAbsent(async () => {
      const target = knownDensity(snapshot);
      if (target.dim > 2) throw new NotComparableError(NO_HISTOGRAM);
      return histogramJs(await densitySamples(snapshot), target);
    }),
  );
}

const NO_HISTOGRAM = 'a histogram needs one or two dimensions: in more its cells are empty';

async function orAbsent<R>(compare: () => Promise<R>): Promise<R | { readonly absent: string }> {
  try {
    return await compare();
  } catch (error) {
    if (error instanceof NotComparableError) return { absent: error.message };
    throw error;
  }
}

function knownDensity({ target }: Snapshot): KnownDensity {
  if (!hasDensity(target)) throw new NotComparableError("the target's density is not known");
  return target;
}

async function compareOrThrow(snapshot: Snapshot): Promise<DensityComparison> {
  if (snapshot.histogram) return compareTabular(snapshot.histogram);
  const { latent } = snapshot;
  const target = knownDensity(snapshot);
  if (target.dim === 1 && latent.dim === 1) return compareOnLine(snapshot, target);
  if (target.dim === 2 && latent.dim === 2) {
    const isPiecewiseLinear = snapshot.networks.generator.layers?.every(({ slopes }) => slopes !== null) ?? false;
    return compareInPlane({ target, latent, isPiecewiseLinear, generate: snapshot.generate });
  }
  if (latent.dim < target.dim) return singularOnly(snapshot, target);
  if (target.dim <= 2) return compareSampleHistogram(await densitySamples(snapshot), target);
  throw new NotComparableError(`q's own density is estimated in one and two dimensions, not in ${target.dim}`);
}

/** A latent of fewer dimensions than the target: all of q is singular, whatever G is. Samples represent both p and q. */
async function singularOnly(snapshot: Snapshot, target: KnownDensity): Promise<DensityComparison> {
  const { generated, real } = await snapshot.samples();
  if (!generated.every(Number.isFinite)) throw new NotComparableError("G's output is not finite");
  const { sampleCount: n, realCount: m } = snapshot;
  const sizes = target.logDensity(real).map((logP) => Math.exp(-logP) / m);
  return {
    estimator: () =>
      `q is singular: the latent has ${snapshot.latent.dim} dimensions, the target ${target.dim}; ${n} samples`,
    dim: target.dim,
    x: real,
    p: new Float64Array(m).fill(1 / m),
    q: new Float64Array(m),
    logRatio: new Float64Array(m).fill(Infinity),
    positions: (nodes) => selectRows(real, target.dim, nodes),
    cellSize: (node) => sizes[node],
    singular: { x: generated, mass: new Float64Array(n).fill(1 / n) },
    samples: null,
  };
}
