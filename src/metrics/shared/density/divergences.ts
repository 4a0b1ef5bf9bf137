/** Divergences of a comparison, in nats. Where q was sampled, the masses' first-order bias is taken off (Miller-Madow). */
import { softplus } from '../../../core/math/special.js';
import { type Comparison, singularMass } from './comparison.js';

const MASS = 1e-9; // mass that may lie where the other density is 0 before a divergence is called infinite

/** KL(q || p). Infinity where q has a singular part, or mass where p is 0. */
export function klQP(comparison: Comparison): number {
  if (singularMass(comparison) > MASS) return Infinity;
  return kl(comparison.q, comparison.p, (i) => -comparison.logRatio[i]) - correction(comparison, () => 1) / 2;
}

/** KL(p || q). Infinity where p has mass outside q's support. */
export function klPQ({ p, q, logRatio }: Comparison): number {
  return kl(p, q, (i) => logRatio[i]);
}

/** KL(p || m) / 2 + KL(q || m) / 2 with m = (p + q) / 2: where q is singular, ln 2 / 2 a unit of mass. */
export function jensenShannon(comparison: Comparison): number {
  const { p, q, logRatio } = comparison;
  let sum = (singularMass(comparison) * Math.LN2) / 2;
  for (let i = 0; i < p.length; i++) {
    const fromP = p[i] > 0 ? p[i] * (Math.LN2 - softplus(-logRatio[i])) : 0;
    const fromQ = q[i] > 0 ? q[i] * (Math.LN2 - softplus(logRatio[i])) : 0;
    sum += (fromP + fromQ) / 2;
  }
  return sum - correction(comparison, (i) => 0.5 - (0.5 * q[i]) / (p[i] + q[i])) / 2;
}

/** Sum of a (log a - log b) - a + b, which is the same as the divergence for masses of one, and never negative. */
function kl(a: Float64Array, b: Float64Array, logRatio: (i: number) => number): number {
  let sum = 0;
  let outside = 0;
  for (let i = 0; i < a.length; i++) {
    if (a[i] === 0) sum += b[i];
    else if (logRatio(i) === Infinity) outside += a[i];
    else sum += a[i] * logRatio(i) - a[i] + b[i];
  }
  return outside > MASS ? Infinity : sum;
}

/** Sum over the cells that G hit of (1 - q) weight / n, the expectation of what sampling adds to twice a divergence. */
function correction({ q, samples }: Comparison, weight: (i: number) => number): number {
  if (samples === null) return 0;
  let sum = 0;
  for (let i = 0; i < q.length; i++) if (q[i] > 0) sum += (1 - q[i]) * weight(i);
  return sum / samples;
}
