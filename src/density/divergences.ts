/** Divergences between p and q, in nats: sums over the nodes of a comparison. */

import { bregmanTerm } from '../core/math/special/bregman.js';
import { logSumExp, softplus } from '../core/math/special/special.js';
import { significant } from '../core/text/plain-numbers.js';
import { type DensityComparison, singularMass } from './density-comparison.js';

const MAX_OUTSIDE_MASS = 1e-9; // mass where the other density is 0, above which a divergence is infinite

/**
 * Reverse KL divergence, KL(q || p) = E_q[log q - log p], of a comparison without sampling noise. Infinity where q has singular
 * mass, or mass where p is 0.
 */
export function klDivergenceQP(comparison: DensityComparison): number {
  if (singularMass(comparison) > MAX_OUTSIDE_MASS) return Infinity;
  return kl({ of: comparison.q, from: comparison.p, logRatio: comparison.logRatio, sign: -1 });
}

/**
 * Forward KL divergence, KL(p || q) = E_p[log p - log q], of a comparison without sampling noise. Infinity where p has mass
 * outside q's support.
 */
export function klDivergencePQ(comparison: DensityComparison): number {
  const { p, q, logRatio } = comparison;
  // `kl` adds q's mass, of which the singular part lies on no node.
  return kl({ of: p, from: q, logRatio, sign: 1 }) + singularMass(comparison);
}

interface KlTerms {
  readonly of: Float64Array;
  readonly from: Float64Array;
  /** `sign` times it is log of - log from. */
  readonly logRatio: Float64Array;
  readonly sign: 1 | -1;
}

const NEGLIGIBLE_LOG_RATIO = -40; // its softplus is negligible beside ln 2 and need not be computed where p is 0

/**
 * Jensen-Shannon divergence, KL(p || m) / 2 + KL(q || m) / 2 with m = (p + q) / 2, in [0, ln 2]. Singular mass of q contributes
 * (ln 2) / 2 per unit. Of a histogram of samples it is too high by the noise of its cells: `histogram-js.ts` estimates that.
 * arXiv:1406.2661, section 4.1.
 */
export function jensenShannon(comparison: DensityComparison): number {
  const { p, q, logRatio } = comparison;
  let sum = (singularMass(comparison) * Math.LN2) / 2;
  for (let i = 0; i < p.length; i++) sum += contribution(p[i], q[i], logRatio[i]);
  return withinRange(sum, Math.LN2);
}

const MAX_RANGE_ERROR = 1e-6; // outside an exact divergence's range: what the masses of p and q may differ from 1 by

/** The value of an exact divergence in [0, bound]. Throws `RangeError` where it is outside by more than rounding. */
function withinRange(value: number, bound: number): number {
  if (value < -MAX_RANGE_ERROR || value > bound + MAX_RANGE_ERROR)
    throw new RangeError(`a divergence of ${value} is outside [0, ${bound}]`);
  return Math.max(0, Math.min(value, bound));
}

const MIN_EXACT_MASS = 1e-290; // below, masses are subnormal or nearly so: the ratio of p and q is known by its logarithm only
const MAX_CLOSE_LOG_RATIO = 0.5; // within, the logarithms' difference cancels: terms are computed from the masses' difference

/** Whether p and q are so close at a node that their difference decides, and normal numbers. */
function isClose(p: number, q: number, logRatio: number): boolean {
  return p > MIN_EXACT_MASS && q > MIN_EXACT_MASS && Math.abs(logRatio) < MAX_CLOSE_LOG_RATIO;
}

/** The contribution of one node. */
function contribution(p: number, q: number, logRatio: number): number {
  if (isClose(p, q, logRatio)) {
    const t = (p - q) / (p + q);
    return ((p + q) / 4) * (bregmanTerm(t) + bregmanTerm(-t));
  }
  const ofP = p > 0 ? p * (Math.LN2 - softplus(-logRatio)) : 0;
  const ofQ = q > 0 ? q * (Math.LN2 - (logRatio < NEGLIGIBLE_LOG_RATIO ? 0 : softplus(logRatio))) : 0;
  return (ofP + ofQ) / 2;
}

/**
 * Pearson's chi-squared divergence, the integral of (p - q)^2 / q, of a comparison without sampling noise. Infinity where p has
 * mass outside q's support. Throws `RangeError` where it is finite but beyond the largest double. arXiv:1606.00709, table 1.
 */
export function pearsonDivergence(comparison: DensityComparison): number {
  const { p, q, logRatio } = comparison;
  const logQ = comparison.logQ ?? q.map(Math.log);
  let sum = singularMass(comparison);
  let outside = 0;
  for (let i = 0; i < p.length; i++) {
    if (logQ[i] === -Infinity) outside += p[i];
    else if (isClose(p[i], q[i], logRatio[i])) sum += (p[i] - q[i]) ** 2 / q[i];
    else sum += Math.exp(LOG_INTEGRANDS.pearson(logQ[i], logRatio[i]));
  }
  if (outside > MAX_OUTSIDE_MASS) return Infinity;
  if (sum === Infinity) throw new RangeError('pearson is finite, but above 1.8e308');
  return sum;
}

/** A divergence that divides by q, and whose integral may diverge in p's tails. */
export type TailDivergence = 'pearson' | 'kl-p-q';

/** The log of an integrand's size times a node's length, from the log of q's mass and log p - log q. */
const LOG_INTEGRANDS: Readonly<Record<TailDivergence, (logQ: number, logRatio: number) => number>> = {
  // For large ratios the 1 is lost, and exp(log p - log q) would overflow.
  pearson: (logQ, r) => logQ + 2 * (r > MAX_EXPM1_ARGUMENT ? r : Math.log(Math.abs(Math.expm1(r)))),
  'kl-p-q': (logQ, r) => (r === -Infinity ? r : logQ + r + Math.log(Math.abs(r))),
};

const MAX_EXPM1_ARGUMENT = 40;
const MAX_LOG_TAIL = -34; // of the integrand per panel beside the integral: 2e-15

/**
 * Whether the integrand is negligible at the ends of G's image on both sides. Where it is not, the integral goes on beyond the image, if
 * that does, and may diverge: by the tails, not by overflow.
 */
export function hasNegligibleTails(comparison: DensityComparison, divergence: TailDivergence): boolean {
  const { x, logRatio, logQ } = comparison;
  if (!logQ) return true;
  const logs: number[] = [];
  // By position: dense nodes follow the others.
  const low = { at: Infinity, log: Number.NaN };
  const high = { at: -Infinity, log: Number.NaN };
  for (let i = 0; i < logQ.length; i++) {
    const log = logQ[i] === -Infinity ? Number.NaN : LOG_INTEGRANDS[divergence](logQ[i], logRatio[i]);
    if (Number.isNaN(log)) continue;
    logs.push(log);
    if (x[i] < low.at) [low.at, low.log] = [x[i], log];
    if (x[i] > high.at) [high.at, high.log] = [x[i], log];
  }
  const total = logSumExp([0, ...logs]); // beside 1, as small divergences are
  const { down = false, up = false } = comparison.unbounded ?? {};
  const isNegligible = (log: number) => log - total < MAX_LOG_TAIL;
  return (!down || isNegligible(low.log)) && (!up || isNegligible(high.log));
}

/** Why a divergence that divides by q is unknown although it is large, or null: p has mass where q underflows. */
export function unresolvedTail({ unreachedMass = 0 }: DensityComparison): string | null {
  if (unreachedMass <= MAX_OUTSIDE_MASS) return null;
  return `a mass of ${significant(unreachedMass, 2)} of p lies where q is positive but too small to be computed`;
}

/** Total variation distance, half the integral of |p - q|, in [0, 1]. */
export function totalVariationDistance(comparison: DensityComparison): number {
  const { p, q } = comparison;
  return withinRange(singularMass(comparison) / 2 + p.reduce((sum, mass, i) => sum + Math.abs(mass - q[i]), 0) / 2, 1);
}

/** Hellinger distance, the root of half the integral of (sqrt p - sqrt q)^2, in [0, 1]. */
export function hellingerDistance(comparison: DensityComparison): number {
  const { p, q } = comparison;
  const squares = p.reduce((sum, mass, i) => sum + (Math.sqrt(mass) - Math.sqrt(q[i])) ** 2, singularMass(comparison));
  return Math.sqrt(withinRange(squares / 2, 1));
}

/** Sum of a (log a - log b) - a + b: equal to the divergence for masses of one, and never negative. */
function kl({ of: a, from: b, logRatio, sign }: KlTerms): number {
  let sum = 0;
  let outside = 0;
  for (let i = 0; i < a.length; i++) {
    const log = sign * logRatio[i];
    if (a[i] === 0) sum += b[i];
    else if (log === Infinity) outside += a[i];
    else if (isClose(a[i], b[i], log)) sum += b[i] * bregmanTerm((a[i] - b[i]) / b[i]);
    else sum += a[i] * log - a[i] + b[i];
  }
  return outside > MAX_OUTSIDE_MASS ? Infinity : withinRange(sum, Infinity);
}

/**
 * V(D*, G) = E_p[log D*] + E_q[log(1 - D*)] with D* = p / (p + q), from the masses themselves. Singular mass of q contributes
 * log(1 - 0) = 0. arXiv:1406.2661, equation 1.
 */
export function valueAtOptimum({ p, q }: Pick<DensityComparison, 'p' | 'q'>): number {
  let sum = 0;
  for (let i = 0; i < p.length; i++) {
    if (p[i] > 0) sum += p[i] * Math.log(p[i] / (p[i] + q[i]));
    if (q[i] > 0) sum += q[i] * Math.log(q[i] / (p[i] + q[i]));
  }
  return sum;
}
