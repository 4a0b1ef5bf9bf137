/**
 * Divergences from samples, where q's density cannot be computed or the data is known from samples alone.
 *
 * 1. Samples of G and of the data are drawn, in one and two dimensions more than the measurement asks for, and as many of each where
 *    samples are not given.
 * 2. Duplicates are removed, or rounding is undone by dequantisation (`duplicates.ts`, `rounding.ts`), and every coordinate is
 *    divided by its standard deviation in the data (`standardize.ts`).
 * 3. k nearest neighbours estimate the divergence (`knn-kl.ts`, `knn-js.ts`); Gaussian kernels where they are asked for
 *    (`kernel-divergences.ts`). Of KL(q || p) with a known p, only q's entropy is estimated (`kl-to-known-density.ts`).
 *
 * The histogram of `histogram-js.ts` is the estimator of JS in one and two dimensions. Errors: neighbours are nearly unbiased where
 * densities are constant within a ball, and too low elsewhere; JS is corrected by relabelled samples (`relabelled-js.ts`). Kernels
 * do not resolve what is narrower than their bandwidth. An estimate is not clamped: near 0 it may be negative. Decision 035.
 */
import type { Distribution } from '../../core/gan/targets/_target.js';
import type { Stream } from '../../core/math/random/random.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { significant } from '../../core/text/plain-numbers.js';
import { type MetricValue, metricValue } from '../../records/metric-value.js';
import { selectRows } from '../density-comparison.js';
import { hasDensity, isSampled, type KnownDensity } from '../known-density.js';
import { copiedShare, copiesReason } from './copies.js';
import type { EstimatorOptions } from './estimator-options.js';
import { crossLogDensities, kernelJs, kernelKl, maximumLikelihoodBandwidth } from './kernel-divergences.js';
import { klToKnownDensity } from './kl-to-known-density.js';
import {
  digammas,
  logBallVolumes,
  MIN_ATOM_COUNT,
  type NeighbourDistances,
  neighbourDistances,
  type SampleName,
  type TwoSamples,
} from './knn-distances.js';
import { knnKl, type NeighbourEstimate } from './knn-kl.js';
import { tooFewSamples } from './minimum-samples.js';
import { drawTwoSamples, type PreparedSamples, prepareSamples, unprepared } from './prepared-samples.js';
import { correctedKnnJs, describeCorrection } from './relabelled-js.js';

export type Divergence = 'kl-q-p' | 'kl-p-q' | 'js';

export interface DivergenceEstimate {
  /** In nats, or absent with the reason. */
  readonly value: MetricValue;
  /** Of the value, from its samples; absent where the value is exact, and NaN where it is infinite. */
  readonly standardError?: number;
  /** The estimator with its n and parameters, for people. */
  estimator(): string;
}

const MAX_KERNEL_SAMPLES = 2000; // of each: a kernel estimate sums over all pairs
const DEFAULT_NEIGHBOURS = 5;
const DEFAULT_KL_NEIGHBOURS = 1; // of the bias-reduced estimator, which adapts their number to the sample

/** Computed once a snapshot. Absent where p is not known, G's output is not finite, or there are too few distinct samples. */
export function estimateFromSamples(
  snapshot: Snapshot,
  divergence: Divergence,
  { estimator, k, bandwidth }: EstimatorOptions & { readonly estimator: 'kde' | 'knn' },
): Promise<DivergenceEstimate> {
  return snapshot.share(`density/${divergence}/${estimator}/${k}/${bandwidth}`, async () => {
    const { target } = snapshot;
    if (!isSampled(target) && !hasDensity(target)) return absent("the target's density is not known");
    const drawn = await drawTwoSamples(snapshot);
    if ('absent' in drawn) return absent(drawn.absent);
    const knownTarget = divergence === 'kl-q-p' && isKnown(target) ? target : null;
    const n = Math.min(drawn.generated.length, drawn.real.length) / drawn.dim;
    const demand = { n, dim: drawn.dim, isKnownP: knownTarget !== null };
    const reason = tooFewSamples({ ...demand, k: estimator === 'knn' ? (k ?? MIN_ATOM_COUNT) : 1 });
    if (reason !== null) return absent(reason);
    if (bandwidth !== undefined && estimator === 'kde')
      return byKernel(unprepared(drawn), { divergence, knownTarget, bandwidth });
    const prepared = await prepareSamples(snapshot, drawn);
    if ('absent' in prepared) return absent(prepared.absent);
    const distances = await snapshot.share('density/neighbours', async () => neighbourDistances(prepared.samples));
    const copied = copiedShare(distances);
    if (copied !== null) return absent(copiesReason(copied));
    if (estimator === 'kde') return byKernel(prepared, { divergence, knownTarget, bandwidth: null });
    return plausible(
      byNeighbours(
        { ...prepared, distances },
        { divergence, knownTarget, k, stream: snapshot.stream('density/labels') },
      ),
      n,
    );
  });
}

const MAX_NEGATIVE = 0.25; // nats below 0, and 10 / sqrt(n): no noise of an estimate near 0 reaches it

/** A divergence is at least 0: far below it the estimator's assumptions fail. */
function plausible(estimate: DivergenceEstimate, n: number): DivergenceEstimate {
  const { value } = estimate;
  if ('absent' in value || value.value >= -Math.max(MAX_NEGATIVE, 10 / Math.sqrt(n))) return estimate;
  return absent(
    `the estimate is ${significant(value.value, 3)} nats, far below 0: the samples are not those of two densities`,
  );
}

function isKnown(target: Distribution): target is KnownDensity {
  return target.unknown === undefined && hasDensity(target);
}

interface DivergenceRequest {
  readonly divergence: Divergence;
  /** The target of KL(q || p), where only q's entropy needs to be estimated. */
  readonly knownTarget: KnownDensity | null;
}

const STANDARDIZED = 'coordinates over their std in the data';
const COINCIDE = 'samples of G and of the data coincide: there is no density to estimate';

type WithDistances = PreparedSamples & { readonly distances: NeighbourDistances };

function byNeighbours(
  prepared: WithDistances,
  {
    divergence,
    knownTarget,
    k,
    stream,
  }: DivergenceRequest & { readonly k: number | undefined; readonly stream: Stream },
): DivergenceEstimate {
  const { distances } = prepared;
  const n = `${sizes(prepared.samples)}${prepared.dequantization}, ${STANDARDIZED}`;
  if (knownTarget) {
    const rank = k ?? DEFAULT_NEIGHBOURS;
    const logK = digammas(rank)[rank];
    const logQ = (of: SampleName) => logBallVolumes(distances, of, of, rank).map((log) => logK - log);
    const text = `k nearest neighbours (Kozachenko, Leonenko), k = ${rank}, ${n}`;
    return klToKnownTarget(prepared, knownTarget, logQ, text);
  }
  if (divergence === 'js') {
    const rank = k ?? DEFAULT_NEIGHBOURS;
    const js = correctedKnnJs(prepared.samples, distances, { k: rank, stream });
    const text = `k nearest neighbours of each in both, k = ${rank}, ${n}, ${describeCorrection(js)}`;
    return { value: metricValue(js.value, COINCIDE), standardError: js.standardError, estimator: () => text };
  }
  const rank = k ?? DEFAULT_KL_NEIGHBOURS;
  const text = `k nearest neighbours, bias-reduced (Wang, Kulkarni, Verdu, eq. 29), k = ${rank} or more, ${n}`;
  const { value, standardError } =
    divergence === 'kl-p-q' ? klBesideAtoms(prepared, rank) : knnKl(distances, DIRECTIONS[divergence], rank);
  const error = Number.isFinite(standardError) ? `; standard error ${significant(standardError, 2)}` : '';
  return { value: metricValue(value, COINCIDE), standardError, estimator: () => `${text}${error}` };
}

const DIRECTIONS = {
  'kl-q-p': { of: 'generated', from: 'real' },
  'kl-p-q': { of: 'real', from: 'generated' },
} as const satisfies Readonly<Record<string, { readonly of: SampleName; readonly from: SampleName }>>;

const MAX_ATOM_RADIUS = 1e-12; // of the data's deviations: distances from p cannot resolve less

/** KL(p || q) to q without its atoms, which have no density: infinite where q has hardly anything else. */
function klBesideAtoms({ samples, distances }: WithDistances, k: number): NeighbourEstimate {
  const { generated, dim } = samples;
  const n = generated.length / dim;
  const nearest = distances.kthDistances('generated', 'generated', Math.min(MIN_ATOM_COUNT, n - 1));
  const others = Array.from(nearest.keys()).filter((row) => nearest[row] > MAX_ATOM_RADIUS);
  if (others.length === n) return knnKl(distances, DIRECTIONS['kl-p-q'], k);
  if (others.length < MIN_ATOM_COUNT + k) return { value: Infinity, standardError: Number.NaN };
  const withoutAtoms = neighbourDistances({ ...samples, generated: selectRows(generated, dim, others) });
  const { value, standardError } = knnKl(withoutAtoms, DIRECTIONS['kl-p-q'], k);
  return { value: value + Math.log(n / others.length), standardError };
}

/** `bandwidth` null: the maximum-likelihood bandwidth of the data. */
function byKernel(
  { original, samples: all, logScale, dequantization }: PreparedSamples,
  { divergence, knownTarget, bandwidth }: DivergenceRequest & { readonly bandwidth: number | null },
): DivergenceEstimate {
  const samples = kernelSubset(all);
  const width = bandwidth ?? maximumLikelihoodBandwidth(samples);
  const choice =
    bandwidth === null ? `of maximum likelihood for the data, each sample left out; ${STANDARDIZED}` : 'given';
  const text = `Gaussian kernels, bandwidth ${significant(width, 3)} (${choice}), ${sizes(samples)}${dequantization}, each left out of its own density`;
  const logQ = (of: SampleName) => crossLogDensities(samples, { of, at: of }, width);
  if (knownTarget) return klToKnownTarget({ original: kernelSubset(original), logScale }, knownTarget, logQ, text);
  const value = divergence === 'js' ? kernelJs(samples, width) : kernelKl(samples, DIRECTIONS[divergence], width);
  return { value: metricValue(value, COINCIDE), estimator: () => text };
}

function kernelSubset({ generated, real, dim }: TwoSamples): TwoSamples {
  const first = (x: Float64Array) => x.subarray(0, MAX_KERNEL_SAMPLES * dim);
  return { generated: first(generated), real: first(real), dim };
}

/** `logQ`: the estimated log density of one sample at its own rows, standardised. */
function klToKnownTarget(
  { original, logScale }: Pick<PreparedSamples, 'original' | 'logScale'>,
  target: KnownDensity,
  logQ: (of: SampleName) => Float64Array,
  text: string,
): DivergenceEstimate {
  const at = (of: SampleName) => ({
    estimated: logQ(of).map((log) => log - logScale),
    exact: target.logDensity(original[of]),
  });
  const { value, bias, standardError } = klToKnownDensity({ generated: at('generated'), real: at('real') });
  const correction = bias === null ? '' : `, less the ${significant(bias, 2)} nats that as many samples of p give`;
  const error = Number.isFinite(standardError) ? `; standard error ${significant(standardError, 2)}` : '';
  return {
    value: metricValue(value, COINCIDE),
    standardError,
    estimator: () => `${text}, log p exact${correction}${error}`,
  };
}

function sizes({ generated, real, dim }: TwoSamples): string {
  const [n, m] = [generated.length / dim, real.length / dim];
  return n === m ? `n = ${n}` : `n = ${n} and ${m}`;
}

function absent(reason: string): DivergenceEstimate {
  return { value: { absent: reason }, estimator: () => reason };
}
