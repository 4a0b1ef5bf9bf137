/** Divergences from samples, where no exact density is to be had: by which estimator, and what must be said of it. */
import { z } from 'zod';
import type { Plain } from '../../core/gan/options.js';
import type { Distribution } from '../../core/gan/targets/_target.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { type MetricValue, metricValue } from '../../records/metric-value.js';
import { rowsOf } from '../comparison.js';
import { hasDensity, type KnownDensity } from '../known-density.js';
import { densitySamples } from './histogram.js';
import { isSampled } from './is-sampled.js';
import { kernelJs, kernelKl, kernelLogDensities, likeliestBandwidth } from './kernel.js';
import { type KnownKl, knownKl } from './known-kl.js';
import { nearestJs } from './nearest-js.js';
import { nearestKl } from './nearest-kl.js';
import { ATOM, type Balls, digammas, logVolumes, openBalls, type Side, type Sides } from './neighbour-balls.js';
import { inOwnUnits, type Rescaled } from './own-units.js';
import { withoutRepeats, withoutRounding } from './repeats.js';
import { tooFew } from './too-few.js';

export type Divergence = 'kl-q-p' | 'kl-p-q' | 'js';

export interface Estimate {
  readonly reading: MetricValue;
  /** The estimator with its n and everything it was given, for people; made where it is asked for. */
  says(): string;
}

export const howEstimated = {
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
export const howKlEstimated = {
  estimator: z
    .enum(['auto', 'kde', 'knn'])
    .default('auto')
    .describe('auto: exact where p_g is known, else neighbours; or samples, by the one that is named'),
  ...howEstimated,
};

export interface How extends Partial<Plain<typeof howEstimated>> {
  readonly estimator?: 'auto' | 'histogram' | 'kde' | 'knn' | undefined;
}

/** Whether samples are to be asked, and by which estimator; null: p_g itself is compared, or its histogram. */
export function samplesEstimator(
  snapshot: Snapshot,
  { estimator = 'auto', bandwidth }: How,
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
export function estimate(
  snapshot: Snapshot,
  what: Divergence,
  { estimator, k, bandwidth }: How & { readonly estimator: 'kde' | 'knn' },
): Promise<Estimate> {
  return snapshot.share(`density/${what}/${estimator}/${k}/${bandwidth}`, async () => {
    const { target } = snapshot;
    if (!isSampled(target) && !hasDensity(target)) return absent("the target's density is not known");
    const sides = await densitySides(snapshot);
    if ('absent' in sides) return absent(sides.absent);
    const known = what === 'kl-q-p' && isKnown(target) ? target : null;
    const n = Math.min(sides.generated.length, sides.real.length) / sides.dim;
    const asked = { n, dim: sides.dim, isKnownP: known !== null };
    const lack = tooFew({ ...asked, k: estimator === 'knn' ? (k ?? ATOM) : 1 });
    if (lack !== null) return absent(lack);
    if (bandwidth !== undefined && estimator === 'kde') return byKernel(given(sides), { what, known, bandwidth });
    const told = await ownUnits(snapshot, sides);
    if ('absent' in told) return absent(told.absent);
    if (estimator === 'kde') return byKernel(told, { what, known, bandwidth: null });
    const balls = await snapshot.share('density/balls', async () => openBalls(told.sides));
    return byNeighbours({ ...told, balls }, { what, known, k });
  });
}

/** Of samples as they are. */
function given(sides: Sides): Told {
  return { given: sides, sides, logUnit: 0, moved: '' };
}

const PLANE = 8192; // samples in one and two dimensions: a standard error of some 0.01 nats at p = q
const MOST = 8192; // beyond, those of the measurement up to so many: searches take a time that grows as their square
const KERNELS = 2000; // samples of each, all pairs of which a kernel looks at

/** Samples of G, and of the target where it can be drawn from; what was given, else. Each row of a file once. */
function densitySides(snapshot: Snapshot): Promise<Sides | { readonly absent: string }> {
  return snapshot.share('density/sides', async () => {
    const { target } = snapshot;
    const { dim } = target;
    const notFinite = { absent: "G's output is not finite" };
    const few = (x: Float64Array, most: number) => x.subarray(0, most * dim);
    const given = await snapshot.samples();
    if (target.unknown !== undefined) {
      if (!given.generated.every(Number.isFinite)) return notFinite;
      return { generated: few(given.generated, MOST), real: few(given.real, MOST), dim };
    }
    const generated = dim <= 2 ? few(await densitySamples(snapshot), PLANE) : few(given.generated, MOST);
    if (!generated.every(Number.isFinite)) return notFinite;
    const real = new Float64Array(Math.min(generated.length, target.rows?.length ?? Infinity));
    target.sample(real, snapshot.stream('density/real'));
    return { generated, real, dim };
  });
}

interface Told extends Rescaled {
  /** The rows of `sides` in x's own units, where log p is known. */
  readonly given: Sides;
  /** What was done to rounded samples. */
  readonly moved: string;
}

/** Without repeats, every coordinate over its spread in the data. */
function ownUnits(snapshot: Snapshot, sides: Sides): Promise<Told | { readonly absent: string }> {
  return snapshot.share('density/own-units', async () => {
    const distinct = withoutRepeats(sides);
    if (!('absent' in distinct)) return rescaledOf(distinct, '');
    const moved = withoutRounding(sides, snapshot.stream('density/rounding'));
    const apart = moved && withoutRepeats(moved.sides);
    if (!apart || 'absent' in apart) return distinct;
    return rescaledOf(apart, `, rounded to ${moved.units.join(' and ')} and each moved by up to half of that`);
  });
}

function rescaledOf(given: Sides, moved: string): Told | { readonly absent: string } {
  const rescaled = inOwnUnits(given);
  return 'absent' in rescaled ? rescaled : { ...rescaled, given, moved };
}

function narrowed({ generated, real, dim }: Sides): Sides {
  return { generated: generated.subarray(0, KERNELS * dim), real: real.subarray(0, KERNELS * dim), dim };
}

interface Wanted {
  readonly what: Divergence;
  /** The target, where all that is to be estimated is q's entropy. */
  readonly known: KnownDensity | null;
}

function byNeighbours(
  told: Told & { readonly balls: Balls },
  { what, known, k }: Wanted & { readonly k: number | undefined },
): Estimate {
  const { balls } = told;
  const n = `${sizes(told.sides)}${told.moved}, ${UNITS}`;
  if (known) {
    const rank = k ?? 5;
    const logK = digammas(rank)[rank];
    const logQ = (of: Side) => logVolumes(balls, of, of, rank).map((log) => logK - log);
    return ofKnown(told, known, logQ, `k nearest neighbours (Kozachenko, Leonenko), k = ${rank}, ${n}`);
  }
  if (what === 'js') {
    const rank = k ?? 5;
    const says = `k nearest neighbours of each in both, k = ${rank}, ${n}, bias of their noise taken off`;
    return { reading: metricValue(nearestJs(balls, rank), COINCIDE), says: () => says };
  }
  const rank = k ?? 1;
  const says = `k nearest neighbours, bias-reduced (Wang, Kulkarni, Verdu, eq. 29), k = ${rank} or more, ${n}`;
  const value = what === 'kl-p-q' ? besideAtoms(told, rank) : nearestKl(balls, towards(what), rank);
  return { reading: metricValue(value, COINCIDE), says: () => says };
}

const POINT = 1e-12; // of the data's deviations: distances from p tell such places no further apart

/** KL(p || q), for which q's atoms are nothing: infinite where q has little else. */
function besideAtoms({ sides, balls }: Told & { readonly balls: Balls }, k: number): number {
  const { generated, dim } = sides;
  const n = generated.length / dim;
  const near = balls.radii('generated', 'generated', Math.min(ATOM, n - 1));
  const apart = Array.from(near.keys()).filter((row) => near[row] > POINT);
  if (apart.length === n) return nearestKl(balls, towards('kl-p-q'), k);
  if (apart.length < ATOM + k) return Infinity;
  const others = openBalls({ ...sides, generated: rowsOf(generated, dim, apart) });
  return nearestKl(others, towards('kl-p-q'), k) + Math.log(n / apart.length);
}

const UNITS = 'coordinates over their std in the data';

/** A bandwidth that was not given is the likeliest for the data. */
function byKernel(
  { given, sides: all, logUnit, moved }: Told,
  { what, known, bandwidth }: Wanted & { readonly bandwidth: number | null },
): Estimate {
  const sides = narrowed(all);
  const width = bandwidth ?? likeliestBandwidth(sides);
  const chosen = bandwidth === null ? `the likeliest for the data, each sample left out; ${UNITS}` : 'given';
  const says = `Gaussian kernels, bandwidth ${width.toPrecision(3)} (${chosen}), ${sizes(sides)}${moved}, each left out of its own density`;
  const logQ = (of: Side) => kernelLogDensities(sides, { of, at: of }, width);
  if (known) return ofKnown({ given: narrowed(given), logUnit }, known, logQ, says);
  const value = what === 'js' ? kernelJs(sides, width) : kernelKl(sides, towards(what), width);
  return { reading: metricValue(value, COINCIDE), says: () => says };
}

const COINCIDE = 'samples of G and of the data coincide: there is no density to tell';

const towards = (what: Divergence): { readonly of: Side; readonly from: Side } =>
  what === 'kl-q-p' ? { of: 'generated', from: 'real' } : { of: 'real', from: 'generated' };

/** `logQ` is of the rescaled samples. */
function ofKnown(
  { given, logUnit }: Pick<Told, 'given' | 'logUnit'>,
  target: KnownDensity,
  logQ: (of: Side) => Float64Array,
  says: string,
): Estimate {
  const at = (of: Side) => ({
    estimated: logQ(of).map((log) => log - logUnit),
    exact: target.logDensity(given[of]),
  });
  const { value, bias }: KnownKl = knownKl({ generated: at('generated'), real: at('real') });
  const less = bias === null ? '' : `, less the ${bias.toPrecision(2)} nats that as many samples of p give`;
  return { reading: metricValue(value, COINCIDE), says: () => `${says}, log p exact${less}` };
}

function sizes({ generated, real, dim }: Sides): string {
  const [n, m] = [generated.length / dim, real.length / dim];
  return n === m ? `n = ${n}` : `n = ${n} and ${m}`;
}

function absent(why: string): Estimate {
  return { reading: { absent: why }, says: () => why };
}
