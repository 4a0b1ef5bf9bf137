/** The regularised incomplete beta function and its inverse: the distribution of a beta variable, and so of binomial tails. */

interface BetaShape {
  readonly a: number;
  readonly b: number;
}

/** I_x(a, b) = P(X <= x) for X ~ Beta(a, b). Relative error below 1e-11 for a, b up to a thousand. Throws unless a, b > 0 and x in [0, 1]. */
export function incompleteBeta(x: number, { a, b }: BetaShape): number {
  if (!(a > 0 && b > 0)) throw new RangeError(`incomplete beta: a and b must be positive, got ${a} and ${b}`);
  if (!(x >= 0 && x <= 1)) throw new RangeError(`incomplete beta: x must be in [0, 1], got ${x}`);
  if (x === 0 || x === 1) return x;
  // The continued fraction converges fast below the mean; the other side is its mirror image.
  if (x > (a + 1) / (a + b + 2)) return 1 - lower(1 - x, { a: b, b: a });
  return lower(x, { a, b });
}

/** x^a (1-x)^b / (a B(a, b)) times a continued fraction, by Lentz's method: DLMF 8.17.22. */
function lower(x: number, { a, b }: BetaShape): number {
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta({ a, b })) / a;
  let c = 1;
  let d = 1 / nonzero(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m < 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonzero(1 + even * d);
    c = nonzero(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonzero(1 + odd * d);
    c = nonzero(1 + odd / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < Number.EPSILON) return front * fraction;
  }
  throw new RangeError(`incomplete beta: no convergence at x = ${x}, a = ${a}, b = ${b}`);
}

const nonzero = (value: number): number => (Math.abs(value) < Number.MIN_VALUE / Number.EPSILON ? 1e-300 : value);

/** The x with I_x(a, b) = p, by bisection down to neighbouring doubles. */
export function incompleteBetaInverse(p: number, shape: BetaShape): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`incomplete beta's inverse: p must be in [0, 1], got ${p}`);
  if (p === 0 || p === 1) return p;
  let low = 0;
  let high = 1;
  for (;;) {
    const middle = low + (high - low) / 2;
    if (middle === low || middle === high) return middle;
    if (incompleteBeta(middle, shape) < p) low = middle;
    else high = middle;
  }
}

/** The t that a Student variable with so many degrees of freedom passes with probability `tail`, from 0 to 1/2. DLMF 8.17.7. */
export function studentQuantileAbove(tail: number, freedom: number): number {
  const x = incompleteBetaInverse(2 * tail, { a: freedom / 2, b: 0.5 });
  return Math.sqrt((freedom * (1 - x)) / x);
}

/** log B(a, b) = log Gamma(a) + log Gamma(b) - log Gamma(a + b). */
export function logBeta({ a, b }: BetaShape): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

/** log Gamma(x) for x > 0: Stirling's series, after recurrence to x >= 10. Absolute error about 1e-15 times max(1, |result|). */
export function logGamma(x: number): number {
  let shift = 1;
  let z = x;
  for (; z < 10; z++) shift *= z;
  const inverse = 1 / (z * z);
  // B_2k / (2k (2k-1)), the Bernoulli numbers of the series.
  const series = [1 / 156, -691 / 360360, 1 / 1188, -1 / 1680, 1 / 1260, -1 / 360, 1 / 12];
  const correction = series.reduce((sum, term) => sum * inverse + term, 0) / z;
  return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + correction - Math.log(shift);
}
