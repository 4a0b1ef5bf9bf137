/** Divergences from samples, where no exact density is to be had: by which estimator, and what must be said of it. */
import { z } from 'zod';
import type { Plain } from '../../core/gan/options.js';
import type { Distribution } from '../../core/gan/targets/_target.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { type MetricValue, metricValue } from '../../records/metric-value.js';
import { selectRows } from '../density-comparison.js';
import { hasDensity, isSampled, type KnownDensity } from '../known-density.js';
import { withoutDuplicates, withoutRounding } from './duplicates.js';
import { densitySamples } from './histogram.js';
import { crossLogDensities, kernelJs, kernelKl, maximumLikelihoodBandwidth } from './kernel-divergences.js';
import { type KlToKnownDensity, klToKnownDensity } from './kl-to-known-density.js';
import {
  digammas,
  logBallVolumes,
  MIN_ATOM_COUNT,
  type NeighbourDistances,
  neighbourDistances,
  type SampleName,
  type TwoSamples,
} from './knn-distances.js';
import { knnJs } from './knn-js.js';
import { knnKl } from './knn-kl.js';
import { tooFewSamples } from './minimum-samples.js';
import { type StandardizedSamples, standardize } from './standardize.js';

export type Divergence = 'kl-q-p' | 'kl-p-q' | 'js';

export interface DivergenceEstimate {
  readonly value: MetricValue;
  /** The estimator with its n and everything it was given, for people; made where it is asked for. */
  estimator(): string;
}

export const estimatorOptions = {
  k: z
    .int()
    .gte(1)
    .lte(50)
    .optional()
    .describe(
      'neighbours, where it is estimated by them; left out: 5, and 1 where their number adapts (kl of two samples)',
    ),
  bandwidth: z
    .number()
    .gt(0)
    .optional()
    .describe('width of the kernel, in lengths of x; given, it asks for a kernel density estimate'),
};

/** Of either KL, which no histogram can tell: an empty cell makes it infinite. */
export const klEstimatorOptions = {
  estimator: z
    .enum(['auto', 'kde', 'knn'])
    .default('auto')
    .describe('auto: exact where p_g is known, else neighbours; or samples, by the one that is named'),
  ...estimatorOptions,
};

export interface EstimatorOptions extends Partial<Plain<typeof estimatorOptions>> {
  readonly estimator?: 'auto' | 'histogram' | 'kde' | 'knn' | undefined;
}

/** Whether samples are to be asked, and by which estimator; null: p_g itself is compared, or its histogram. */
export function chooseSampleEstimator(
  snapshot: Snapshot,
  { estimator = 'auto', bandwidth }: EstimatorOptions,
  inPlane: boolean,
): 'kde' | 'knn' | null {
  if (estimator === 'histogram') return null;
  if (estimator !== 'auto') return estimator;
  if (bandwidth !== undefined) return 'kde';
  if (snapshot.histogram) return null;
  const { target, latent } = snapshot;
  // Of what a formula makes, one without a density has none that could be estimated.
  if (isSampled(target)) return 'knn';
  if (!hasDensity(target)) return null;
  const isExact = latent.dim < target.dim || (latent.dim === target.dim && target.dim <= 2);
  return isExact || (inPlane && target.dim <= 2) ? null : 'knn';
}

function isKnown(target: Distribution): target is KnownDensity {
  return target.unknown === undefined && hasDensity(target);
}

/** Once a snapshot. */
export function estimateFromSamples(
  snapshot: Snapshot,
  what: Divergence,
  { estimator, k, bandwidth }: EstimatorOptions & { readonly estimator: 'kde' | 'knn' },
): Promise<DivergenceEstimate> {
  return snapshot.share(`density/${what}/${estimator}/${k}/${bandwidth}`, async () => {
    const { target } = snapshot;
    if (!isSampled(target) && !hasDensity(target)) return absent("the target's density is not known");
    const sides = await drawTwoSamples(snapshot);
    if ('absent' in sides) return absent(sides.absent);
    const known = what === 'kl-q-p' && isKnown(target) ? target : null;
    const n = Math.min(sides.generated.length, sides.real.length) / sides.dim;
    const asked = { n, dim: sides.dim, isKnownP: known !== null };
    const lack = tooFewSamples({ ...asked, k: estimator === 'knn' ? (k ?? MIN_ATOM_COUNT) : 1 });
    if (lack !== null) return absent(lack);
    if (bandwidth !== undefined && estimator === 'kde')
      return byKernel(given(sides), { divergence: what, knownTarget: known, bandwidth });
    const told = await prepare(snapshot, sides);
    if ('absent' in told) return absent(told.absent);
    if (estimator === 'kde') return byKernel(told, { divergence: what, knownTarget: known, bandwidth: null });
    const balls = await snapshot.share('density/balls', async () => neighbourDistances(told.sides));
    return byNeighbours({ ...told, balls }, { divergence: what, knownTarget: known, k });
  });
}

/** Of samples as they are. */
function given(sides: TwoSamples): PreparedSamples {
  return { original: sides, sides, logScale: 0, dequantization: '' };
}

const MAX_SAMPLES_LOW_DIM = 8192; // samples in one and two dimensions: a standard error of some 0.01 nats at p = q
const MAX_SAMPLES = 8192; // beyond, those of the measurement up to so many: searches take a time that grows as their square
const MAX_KERNEL_SAMPLES = 2000; // samples of each, all pairs of which a kernel looks at

/** Samples of G, and of the target where it can be drawn from; what was given, else. Each row of a file once. */
function drawTwoSamples(snapshot: Snapshot): Promise<TwoSamples | { readonly absent: string }> {
  return snapshot.share('density/sides', async () => {
    const { target } = snapshot;
    const { dim } = target;
    const notFinite = { absent: "G's output is not finite" };
    const few = (x: Float64Array, most: number) => x.subarray(0, most * dim);
    const given = await snapshot.samples();
    if (target.unknown !== undefined) {
      if (!given.generated.every(Number.isFinite)) return notFinite;
      return { generated: few(given.generated, MAX_SAMPLES), real: few(given.real, MAX_SAMPLES), dim };
    }
    const generated =
      dim <= 2 ? few(await densitySamples(snapshot), MAX_SAMPLES_LOW_DIM) : few(given.generated, MAX_SAMPLES);
    if (!generated.every(Number.isFinite)) return notFinite;
    const real = new Float64Array(Math.min(generated.length, target.rows?.length ?? Infinity));
    target.sample(real, snapshot.stream('density/real'));
    return { generated, real, dim };
  });
}

interface PreparedSamples extends StandardizedSamples {
  /** The rows of `sides` in x's own units, where log p is known. */
  readonly original: TwoSamples;
  /** What was done to rounded samples. */
  readonly dequantization: string;
}

/** Without repeats, every coordinate over its spread in the data. */
function prepare(snapshot: Snapshot, sides: TwoSamples): Promise<PreparedSamples | { readonly absent: string }> {
  return snapshot.share('density/own-units', async () => {
    const distinct = withoutDuplicates(sides);
    if (!('absent' in distinct)) return standardized(distinct, '');
    const moved = withoutRounding(sides, snapshot.stream('density/rounding'));
    const apart = moved && withoutDuplicates(moved.sides);
    if (!apart || 'absent' in apart) return distinct;
    return standardized(apart, `, rounded to ${moved.units.join(' and ')} and each moved by up to half of that`);
  });
}

function standardized(given: TwoSamples, moved: string): PreparedSamples | { readonly absent: string } {
  const rescaled = standardize(given);
  return 'absent' in rescaled ? rescaled : { ...rescaled, original: given, dequantization: moved };
}

function kernelSubset({ generated, real, dim }: TwoSamples): TwoSamples {
  return {
    generated: generated.subarray(0, MAX_KERNEL_SAMPLES * dim),
    real: real.subarray(0, MAX_KERNEL_SAMPLES * dim),
    dim,
  };
}

interface DivergenceRequest {
  readonly divergence: Divergence;
  /** The target, where all that is to be estimated is q's entropy. */
  readonly knownTarget: KnownDensity | null;
}

function byNeighbours(
  told: PreparedSamples & { readonly balls: NeighbourDistances },
  { divergence, knownTarget, k }: DivergenceRequest & { readonly k: number | undefined },
): DivergenceEstimate {
  const { balls } = told;
  const n = `${sizes(told.sides)}${told.dequantization}, ${STANDARDIZED_TEXT}`;
  if (knownTarget) {
    const rank = k ?? 5;
    const logK = digammas(rank)[rank];
    const logQ = (of: SampleName) => logBallVolumes(balls, of, of, rank).map((log) => logK - log);
    return klToKnownTarget(told, knownTarget, logQ, `k nearest neighbours (Kozachenko, Leonenko), k = ${rank}, ${n}`);
  }
  if (divergence === 'js') {
    const rank = k ?? 5;
    const says = `k nearest neighbours of each in both, k = ${rank}, ${n}, bias of their noise taken off`;
    return { value: metricValue(knnJs(balls, rank), COINCIDE), estimator: () => says };
  }
  const rank = k ?? 1;
  const says = `k nearest neighbours, bias-reduced (Wang, Kulkarni, Verdu, eq. 29), k = ${rank} or more, ${n}`;
  const value = divergence === 'kl-p-q' ? klBesideAtoms(told, rank) : knnKl(balls, direction(divergence), rank);
  return { value: metricValue(value, COINCIDE), estimator: () => says };
}

const MAX_ATOM_RADIUS = 1e-12; // of the data's deviations: distances from p tell such places no further apart

/** KL(p || q), for which q's atoms are nothing: infinite where q has little else. */
function klBesideAtoms({ sides, balls }: PreparedSamples & { readonly balls: NeighbourDistances }, k: number): number {
  const { generated, dim } = sides;
  const n = generated.length / dim;
  const near = balls.kthDistances('generated', 'generated', Math.min(MIN_ATOM_COUNT, n - 1));
  const apart = Array.from(near.keys()).filter((row) => near[row] > MAX_ATOM_RADIUS);
  if (apart.length === n) return knnKl(balls, direction('kl-p-q'), k);
  if (apart.length < MIN_ATOM_COUNT + k) return Infinity;
  const others = neighbourDistances({ ...sides, generated: selectRows(generated, dim, apart) });
  return knnKl(others, direction('kl-p-q'), k) + Math.log(n / apart.length);
}

const STANDARDIZED_TEXT = 'coordinates over their std in the data';

/** A bandwidth that was not given is the likeliest for the data. */
function byKernel(
  { original, sides: all, logScale, dequantization }: PreparedSamples,
  { divergence, knownTarget, bandwidth }: DivergenceRequest & { readonly bandwidth: number | null },
): DivergenceEstimate {
  const sides = kernelSubset(all);
  const width = bandwidth ?? maximumLikelihoodBandwidth(sides);
  const chosen =
    bandwidth === null ? `the likeliest for the data, each sample left out; ${STANDARDIZED_TEXT}` : 'given';
  const says = `Gaussian kernels, bandwidth ${width.toPrecision(3)} (${chosen}), ${sizes(sides)}${dequantization}, each left out of its own density`;
  const logQ = (of: SampleName) => crossLogDensities(sides, { of, at: of }, width);
  if (knownTarget) return klToKnownTarget({ original: kernelSubset(original), logScale }, knownTarget, logQ, says);
  const value = divergence === 'js' ? kernelJs(sides, width) : kernelKl(sides, direction(divergence), width);
  return { value: metricValue(value, COINCIDE), estimator: () => says };
}

const COINCIDE = 'samples of G and of the data coincide: there is no density to tell';

const direction = (what: Divergence): { readonly of: SampleName; readonly from: SampleName } =>
  what === 'kl-q-p' ? { of: 'generated', from: 'real' } : { of: 'real', from: 'generated' };

/** `logQ` is of the rescaled samples. */
function klToKnownTarget(
  { original, logScale }: Pick<PreparedSamples, 'original' | 'logScale'>,
  target: KnownDensity,
  logQ: (of: SampleName) => Float64Array,
  says: string,
): DivergenceEstimate {
  const at = (of: SampleName) => ({
    estimated: logQ(of).map((log) => log - logScale),
    exact: target.logDensity(original[of]),
  });
  const { value, bias }: KlToKnownDensity = klToKnownDensity({ generated: at('generated'), real: at('real') });
  const less = bias === null ? '' : `, less the ${bias.toPrecision(2)} nats that as many samples of p give`;
  return { value: metricValue(value, COINCIDE), estimator: () => `${says}, log p exact${less}` };
}

function sizes({ generated, real, dim }: TwoSamples): string {
  const [n, m] = [generated.length / dim, real.length / dim];
  return n === m ? `n = ${n}` : `n = ${n} and ${m}`;
}

function absent(why: string): DivergenceEstimate {
  return { value: { absent: why }, estimator: () => why };
}
