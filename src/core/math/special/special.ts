/** Special functions in double precision. */

/**
 * Error function 2/sqrt(pi) int_0^x exp(-t^2) dt, to a few units in the last place.
 * Cody: Rational Chebyshev approximations for the error function. Math. Comp. 23, 1969.
 */
export function erf(x: number): number {
  const y = Math.abs(x);
  if (y > 0.46875) return x < 0 ? tail(y) - 1 : 1 - tail(y);
  return x * ratio(y * y, ERF_NEAR);
}

/** 1 - erf(x) without cancellation: small values keep their digits, down to erfc(26.5) = 1e-307. */
export function erfc(x: number): number {
  const y = Math.abs(x);
  if (y <= 0.46875) return 1 - erf(x);
  return x < 0 ? 2 - tail(y) : tail(y);
}

/** erfc(y) for y > 0.46875. */
function tail(y: number): number {
  // exp(-y^2) in two factors, since the rounding error of y^2 would be multiplied by y^2.
  const coarse = Math.trunc(y * 16) / 16;
  const gauss = Math.exp(-coarse * coarse) * Math.exp(-(y - coarse) * (y + coarse));
  if (y <= 4) return gauss * ratio(y, ERFC_MIDDLE);
  if (y > 27) return 0;
  const z = 1 / (y * y);
  return (gauss / y) * (Math.sqrt(1 / Math.PI) - z * ratio(z, ERFC_FAR));
}

export interface Rational {
  readonly above: readonly number[];
  readonly below: readonly number[];
}

/** Quotient of two polynomials, coefficients from the highest power down. */
function ratio(x: number, { above, below }: Rational): number {
  return horner(x, above) / horner(x, below);
}

function horner(x: number, coefficients: readonly number[]): number {
  let sum = 0;
  for (const coefficient of coefficients) sum = sum * x + coefficient;
  return sum;
}

// biome-ignore-start lint/correctness/noPrecisionLoss: as published
export const ERF_NEAR: Rational = {
  above: [
    1.85777706184603153e-1, 3.1611237438705656, 1.13864154151050156e2, 3.77485237685302021e2, 3.20937758913846947e3,
  ],
  below: [1, 2.36012909523441209e1, 2.44024637934444173e2, 1.28261652607737228e3, 2.84423683343917062e3],
};
export const ERFC_MIDDLE: Rational = {
  above: [
    2.15311535474403846e-8, 5.64188496988670089e-1, 8.88314979438837594, 6.61191906371416295e1, 2.98635138197400131e2,
    8.8195222124176909e2, 1.71204761263407058e3, 2.05107837782607147e3, 1.23033935479799725e3,
  ],
  below: [
    1, 1.57449261107098347e1, 1.17693950891312499e2, 5.37181101862009858e2, 1.62138957456669019e3,
    3.29079923573345963e3, 4.36261909014324716e3, 3.43936767414372164e3, 1.23033935480374942e3,
  ],
};
const ERFC_FAR: Rational = {
  above: [
    1.63153871373020978e-2, 3.05326634961232344e-1, 3.60344899949804439e-1, 1.25781726111229246e-1,
    1.60837851487422766e-2, 6.58749161529837803e-4,
  ],
  below: [
    1, 2.56852019228982242, 1.87295284992346725, 5.27905102951428412e-1, 6.05183413124413191e-2, 2.33520497626869185e-3,
  ],
};

/**
 * P(chi-squared with d degrees of freedom < x), d a whole number from 1. The smaller of it and its complement is summed, of positive
 * terms: tails keep their digits. exp(-x / 2) (x / 2)^(d / 2) / Gamma(d / 2 + 1) times 1 + x / (d + 2) + x^2 / ((d + 2) (d + 4)) + ...
 */
export function chiSquaredCdf(x: number, d: number): number {
  return x < d ? chiSquaredBelow(x, d) : 1 - chiSquaredAbove(x, d);
}

/** P(chi-squared with d degrees of freedom >= x); small values keep their digits. */
export function chiSquaredTail(x: number, d: number): number {
  return x < d ? 1 - chiSquaredBelow(x, d) : chiSquaredAbove(x, d);
}

function chiSquaredBelow(x: number, d: number): number {
  if (x <= 0) return 0;
  let term = 1;
  let sum = 1;
  for (let k = d + 2; term > sum * Number.EPSILON * 0.1; k += 2) {
    term *= x / k;
    sum += term;
  }
  return sum * Math.exp(logChiSquaredTerm(x, d));
}

/** The complement's recurrence: that of d - 2 degrees and (x / 2)^(d / 2 - 1) exp(-x / 2) / Gamma(d / 2). */
function chiSquaredAbove(x: number, d: number): number {
  let above = d % 2 ? erfc(Math.sqrt(x / 2)) : 0;
  for (let k = d % 2 ? 1 : 0; k < d; k += 2) above += Math.exp(logChiSquaredTerm(x, k));
  return Math.min(1, above);
}

/** log of (x / 2)^(d / 2) exp(-x / 2) / Gamma(d / 2 + 1). */
function logChiSquaredTerm(x: number, d: number): number {
  let log = d % 2 ? -x / 2 + Math.log((2 * x) / Math.PI) / 2 : -x / 2;
  for (let k = d % 2 ? 3 : 2; k <= d; k += 2) log += Math.log(x / k);
  return log;
}

/**
 * The x with P(chi-squared with d degrees of freedom < x) = p, about; d need not be whole.
 * d max(0, 1 - 2 / (9 d) + z sqrt(2 / (9 d)))^3, z the normal quantile of p. For p = 1 - 2.5e-4 it is 5.5 % above at d = 1, .35 % at 24.
 * Wilson and Hilferty 1931, doi:10.1073/pnas.17.12.684.
 */
export function approximateChiSquaredQuantile(p: number, d: number): number {
  const variance = 2 / (9 * d);
  const root = Math.max(0, 1 - variance + normalQuantile(p) * Math.sqrt(variance));
  return d * root * root * root;
}

/** Density of the standard normal. */
export function normalDensity(x: number): number {
  return Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
}

/** P(X <= x) for a standard normal X; small values keep their digits. */
export function normalCdf(x: number): number {
  return 0.5 * erfc(-x * Math.SQRT1_2);
}

/**
 * The x with normalCdf(x) = p; -Infinity at 0, Infinity at 1. Throws outside [0, 1].
 * Wichura: AS 241, the percentage points of the normal distribution. Applied Statistics 37, 1988: about 1e-16 relative.
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`normal quantile: p must be in [0, 1], got ${p}`);
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * ratio(0.180625 - q * q, QUANTILE_CENTRE);
  const smaller = Math.min(p, 1 - p);
  if (smaller === 0) return q < 0 ? -Infinity : Infinity;
  const r = Math.sqrt(-Math.log(smaller));
  const x = r <= 5 ? ratio(r - 1.6, QUANTILE_TAIL) : ratio(r - 5, QUANTILE_FAR_TAIL);
  return q < 0 ? -x : x;
}

const QUANTILE_CENTRE: Rational = {
  above: [
    2.5090809287301226727e3, 3.3430575583588128105e4, 6.7265770927008700853e4, 4.5921953931549871457e4,
    1.3731693765509461125e4, 1.9715909503065514427e3, 1.3314166789178437745e2, 3.387132872796366608,
  ],
  below: [
    5.226495278852854561e3, 2.8729085735721942674e4, 3.930789580009271061e4, 2.1213794301586595867e4,
    5.3941960214247511077e3, 6.871870074920579083e2, 4.2313330701600911252e1, 1,
  ],
};
const QUANTILE_TAIL: Rational = {
  above: [
    7.7454501427834140764e-4, 2.27238449892691845833e-2, 2.4178072517745061177e-1, 1.27045825245236838258,
    3.64784832476320460504, 5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734,
  ],
  below: [
    1.05075007164441684324e-9, 5.475938084995344946e-4, 1.51986665636164571966e-2, 1.4810397642748007459e-1,
    6.8976733498510000455e-1, 1.6763848301838038494, 2.05319162663775882187, 1,
  ],
};
const QUANTILE_FAR_TAIL: Rational = {
  above: [
    2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.2426609473880784386e-3, 2.6532189526576123093e-2,
    2.9656057182850489123e-1, 1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772,
  ],
  below: [
    2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4,
    1.48753612908506148525e-2, 1.3692988092273580531e-1, 5.9983220655588793769e-1, 1,
  ],
};
// biome-ignore-end lint/correctness/noPrecisionLoss: as published

/** 1 / (1 + exp(-x)); relative error stays small where the result is tiny. */
export function sigmoid(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const e = Math.exp(x);
  return e / (1 + e);
}

/** log(1 + exp(x)), which is -log sigmoid(-x); never overflows. */
export function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

/** log(exp(a) + exp(b)); infinities as in arithmetic. */
export function logAddExp(a: number, b: number): number {
  return logSumExp([a, b]);
}

/** log of the sum of exp(value); -Infinity for no values. */
export function logSumExp(values: ArrayLike<number>): number {
  let largest = -Infinity;
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, values[i]);
  if (!Number.isFinite(largest)) return largest;
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += Math.exp(values[i] - largest);
  return largest + Math.log(sum);
}

/**
 * Gauss-Legendre rule on [-1, 1]: exact for polynomials up to degree 2 count - 1. Nodes in ascending order.
 * Newton's method on the Legendre polynomial, from Tricomi's estimate of its roots.
 */
export function gaussLegendre(count: number): { readonly nodes: Float64Array; readonly weights: Float64Array } {
  if (!(Number.isInteger(count) && count >= 1))
    throw new RangeError(`Gauss-Legendre: count must be 1 or more, got ${count}`);
  const nodes = new Float64Array(count);
  const weights = new Float64Array(count);
  for (let i = 0; i < Math.ceil(count / 2); i++) {
    let x = 2 * i + 1 === count ? 0 : Math.cos((Math.PI * (i + 0.75)) / (count + 0.5));
    for (let step = 0; step < 8; step++) {
      const { value, slope } = legendre(count, x);
      x -= value / slope;
    }
    const { slope } = legendre(count, x);
    nodes[i] = -x;
    nodes[count - 1 - i] = x;
    weights[i] = weights[count - 1 - i] = 2 / ((1 - x * x) * slope * slope);
  }
  return { nodes, weights };
}

/** The Legendre polynomial of a degree, and its derivative, at x in (-1, 1). */
function legendre(degree: number, x: number): { value: number; slope: number } {
  let before = 1;
  let value = x;
  for (let k = 2; k <= degree; k++) [before, value] = [value, ((2 * k - 1) * x * value - (k - 1) * before) / k];
  return { value, slope: (degree * (before - x * value)) / (1 - x * x) };
}
