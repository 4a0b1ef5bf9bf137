/** Divergences of a comparison, in nats. */
import { softplus } from '../core/math/special/special.js';
import { type Comparison, singularMass } from './comparison.js';

const MASS = 1e-9; // mass that may lie where the other density is 0 before a divergence is called infinite

/** KL(q || p), of a comparison without sampling noise. Infinity where q has a singular part, or mass where p is 0. */
export function klDivergenceQP(comparison: Comparison): number {
  if (singularMass(comparison) > MASS) return Infinity;
  return kl({ of: comparison.q, from: comparison.p, logRatio: comparison.logRatio, sign: -1 });
}

/** KL(p || q), of a comparison without sampling noise. Infinity where p has mass outside q's support. */
export function klDivergencePQ(comparison: Comparison): number {
  const { p, q, logRatio } = comparison;
  // The sum below counts q's mass, of which the singular part lies on no node.
  return kl({ of: p, from: q, logRatio, sign: 1 }) + singularMass(comparison);
}

interface Ratio {
  readonly of: Float64Array;
  readonly from: Float64Array;
  /** `sign` times it is log of - log from. */
  readonly logRatio: Float64Array;
  readonly sign: 1 | -1;
}

const NOWHERE = -40; // softplus of which is nothing beside ln 2: no need to compute it on a whole plane without p

/** KL(p || m) / 2 + KL(q || m) / 2 with m = (p + q) / 2: where q is singular, ln 2 / 2 a unit of mass. */
export function jensenShannon(comparison: Comparison): number {
  const { p, q, logRatio } = comparison.samples === null ? comparison : pooled(comparison, comparison.samples);
  let sum = (singularMass(comparison) * Math.LN2) / 2;
  for (let i = 0; i < p.length; i++) sum += ofBoth(p[i], q[i], logRatio[i]);
  return comparison.samples === null ? sum : sum - bias(p, q) / comparison.samples;
}

/** One node's part. */
function ofBoth(p: number, q: number, logRatio: number): number {
  const ofP = p > 0 ? p * (Math.LN2 - softplus(-logRatio)) : 0;
  const ofQ = q > 0 ? q * (Math.LN2 - (logRatio < NOWHERE ? 0 : softplus(logRatio))) : 0;
  return (ofP + ofQ) / 2;
}

/**
 * What the noise of n samples adds to JS, times n, to first order: (K - 1) / 4 from q's entropy, less sum q (1 - q) / (8 m)
 * from m's. The sums run over cells that G hit (Miller and Madow).
 */
function bias(p: Float64Array, q: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < q.length; i++) if (q[i] > 0) sum += (1 - q[i]) * (1 - q[i] / (p[i] + q[i]));
  return sum / 4;
}

const RARE = 4; // samples that a cell of p should get; below it, the first-order bias is not the bias
const NEVER = 1e-3; // samples: where p has less, one of G's says that it does not belong there

interface Cell {
  p: number;
  q: number;
}

/**
 * Rare cells taken together with the next ones, until such a cell is rare no more, and apart from them all where p is
 * nearly nothing: a coarser grid, and a lower bound still. G has no say in it, or its noise would choose the grid.
 */
function pooled({ p, q }: Comparison, samples: number) {
  const cells: Cell[] = [];
  const nowhere: Cell = { p: 0, q: 0 };
  let open: Cell = { p: 0, q: 0 };
  const add = (to: Cell, i: number) => {
    to.p += p[i];
    to.q += q[i];
  };
  for (let i = 0; i < p.length; i++) {
    if (p[i] * samples < NEVER) add(nowhere, i);
    else if (p[i] * samples >= RARE) cells.push({ p: p[i], q: q[i] });
    else {
      add(open, i);
      if (open.p * samples < RARE) continue;
      cells.push(open);
      open = { p: 0, q: 0 };
    }
  }
  const all = [...cells, open, nowhere];
  return {
    p: Float64Array.from(all, (cell) => cell.p),
    q: Float64Array.from(all, (cell) => cell.q),
    logRatio: Float64Array.from(all, (cell) => Math.log(cell.p / cell.q)),
  };
}

/** The integral of (p - q)^2 / q, of a comparison without sampling noise. Infinity where p has mass outside q's support. */
export function pearsonDivergence(comparison: Comparison): number {
  const { p, q, logRatio } = comparison;
  let sum = singularMass(comparison);
  let outside = 0;
  for (let i = 0; i < p.length; i++) {
    if (q[i] > 0) sum += q[i] * Math.expm1(logRatio[i]) ** 2;
    else outside += p[i];
  }
  return outside > MASS ? Infinity : sum;
}

/** Why what has q below a line cannot be told, or null: that it is large is all that is known. */
export function tooSmallToWeigh({ unreached = 0 }: Comparison): string | null {
  if (unreached <= MASS) return null;
  return `a mass of ${unreached.toPrecision(2)} of p lies where q is not 0, and too small to be known`;
}

/** Half the integral of |p - q|. */
export function totalVariationDistance(comparison: Comparison): number {
  const { p, q } = comparison;
  return singularMass(comparison) / 2 + p.reduce((sum, mass, i) => sum + Math.abs(mass - q[i]), 0) / 2;
}

/** The root of half the integral of (sqrt p - sqrt q)^2. */
export function hellingerDistance(comparison: Comparison): number {
  const { p, q } = comparison;
  const squares = p.reduce((sum, mass, i) => sum + (Math.sqrt(mass) - Math.sqrt(q[i])) ** 2, singularMass(comparison));
  return Math.sqrt(squares / 2);
}

/** Sum of a (log a - log b) - a + b, which is the same as the divergence for masses of one, and never negative. */
function kl({ of: a, from: b, logRatio, sign }: Ratio): number {
  let sum = 0;
  let outside = 0;
  for (let i = 0; i < a.length; i++) {
    const log = sign * logRatio[i];
    if (a[i] === 0) sum += b[i];
    else if (log === Infinity) outside += a[i];
    else sum += a[i] * log - a[i] + b[i];
  }
  return outside > MASS ? Infinity : sum;
}
