/** Powers with the same bits on every version of Node: V8 computes `**` and Math.pow otherwise from Node 24 on (decision 023). */
import {
  addDoubleDoubles,
  type DoubleDouble,
  double,
  exactProduct,
  negative,
  product,
  quotient,
} from './double-double.js';

/**
 * x to the power y, with the special cases of ECMAScript's `**`. Computed with 100 bits, then rounded once: the error is below 0.501
 * units in the last place; results that a double represents, and ties, are exact. Subnormal results are rounded twice.
 */
export function power(x: number, y: number): number {
  if (y === 0) return 1;
  if (y === 1) return x;
  if (y === 2) return x * x;
  if (y === 0.5 && x > 0) return Math.sqrt(x);
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  const size = Math.abs(x);
  if (!Number.isFinite(y)) return size === 1 ? Number.NaN : size > 1 === y > 0 ? Number.POSITIVE_INFINITY : 0;
  const isNegative = (x < 0 || Object.is(x, -0)) && Math.abs(y % 2) === 1;
  if (size === 0 || size === Number.POSITIVE_INFINITY) {
    const result = (size === 0) === y > 0 ? 0 : Number.POSITIVE_INFINITY;
    return isNegative ? -result : result;
  }
  if (x < 0 && !Number.isInteger(y)) return Number.NaN;
  const result = positivePower(size, y);
  return isNegative ? -result : result;
}

/** x to the power n, a whole number from 0, by products: within n units in the last place, and many times faster than `power`. */
export function repeatedProduct(x: number, n: number): number {
  let result = 1;
  for (let [square, rest] = [x, n]; rest > 0; square *= square, rest = Math.floor(rest / 2))
    if (rest % 2 === 1) result *= square;
  return result;
}

/** For 0 < x < Infinity and finite y. */
function positivePower(x: number, y: number): number {
  // A power of a square is one of its root: 4^1.5 is 2^3. Only such fractional powers are exact, or halfway between two doubles.
  if (!Number.isInteger(y) && Number.isInteger(8 * y)) {
    const root = Math.sqrt(x);
    const { high, low } = exactProduct(root, root);
    if (high === x && low === 0) return positivePower(root, 2 * y);
  }
  const { fraction, exponent } = parts(x);
  if (Number.isInteger(y) && (fraction === 1 || Math.abs(y) <= MAX_MULTIPLIED))
    return scaled(fraction === 1 ? double(1) : wholePower(double(fraction), y), exponent * y);
  const logX = addDoubleDoubles(product(LN_2, double(exponent)), logOf(fraction));
  if (Math.abs(logX.high * y) > MAX_LOGARITHM) return logX.high > 0 === y > 0 ? Number.POSITIVE_INFINITY : 0;
  const logarithm = product(logX, double(y));
  const doublings = Math.round(logarithm.high / LN_2.high);
  return scaled(expOf(addDoubleDoubles(logarithm, negative(product(LN_2, double(doublings))))), doublings);
}

// Powers of more than 34 of a fraction of two or more bits are no doubles, nor halfway between two: 3^34 takes 54 bits. To this
// exponent, products are faster than a logarithm, and lose no more than ten of 104 bits.
const MAX_MULTIPLIED = 1024;
const MAX_LOGARITHM = 800; // natural; doubles end at e^709.8 and e^-745.2

function wholePower(x: DoubleDouble, n: number): DoubleDouble {
  let result = double(1);
  let square = x;
  for (let left = Math.abs(n); left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = product(result, square);
    if (left > 1) square = product(square, square);
  }
  return n < 0 ? quotient(double(1), result) : result;
}

const LN_2: DoubleDouble = { high: Math.LN2, low: 2.3190468138462996e-17 };

/** log x for sqrt(1/2) < x < sqrt(2): 2 artanh(s) = 2 (s + s^3 / 3 + s^5 / 5 + ...), where s = (x - 1) / (x + 1) < 0.172. */
function logOf(x: number): DoubleDouble {
  const s = quotient(double(x - 1), addDoubleDoubles(double(x), double(1)));
  const square = product(s, s);
  let series = double(0);
  for (let k = LOG_TERMS; k >= 0; k--) series = addDoubleDoubles(product(series, square), RECIPROCALS[2 * k]);
  return product(product(s, series), double(2));
}

/** exp x for |x| < 0.35, by its power series. */
function expOf(x: DoubleDouble): DoubleDouble {
  let series = double(1);
  for (let k = EXP_TERMS; k >= 1; k--)
    series = addDoubleDoubles(product(product(series, x), RECIPROCALS[k - 1]), double(1));
  return series;
}

const LOG_TERMS = 21; // 0.172^43 / 45 < 2^-114
const EXP_TERMS = 24; // 0.35^25 / 25! < 2^-121
const RECIPROCALS = Array.from({ length: 2 * LOG_TERMS + 1 }, (_, k) => quotient(double(1), double(k + 1)));

const bits = new DataView(new ArrayBuffer(8));
const SMALLEST_NORMAL = 2.2250738585072014e-308;

/** x = fraction * 2^exponent exactly, sqrt(1/2) < fraction < sqrt(2). */
function parts(x: number): { readonly fraction: number; readonly exponent: number } {
  if (x < SMALLEST_NORMAL) {
    const { fraction, exponent } = parts(x * powerOfTwo(54));
    return { fraction, exponent: exponent - 54 };
  }
  bits.setFloat64(0, x);
  const upper = bits.getUint32(0);
  bits.setUint32(0, (upper & 0xfffff) | (1023 << 20));
  const fraction = bits.getFloat64(0);
  const exponent = (upper >>> 20) - 1023;
  return fraction < Math.SQRT2 ? { fraction, exponent } : { fraction: fraction / 2, exponent: exponent + 1 };
}

/** 2^k for -1022 <= k <= 1023. */
function powerOfTwo(k: number): number {
  bits.setUint32(0, (k + 1023) << 20);
  bits.setUint32(4, 0);
  return bits.getFloat64(0);
}

/** x * 2^k, for 2^-512 <= x <= 2^512. */
function scaled({ high }: DoubleDouble, k: number): number {
  if (k > 1800) return Number.POSITIVE_INFINITY;
  if (k < -1800) return 0;
  if (k > 900) return high * powerOfTwo(k - 900) * powerOfTwo(900);
  if (k < -900) return high * powerOfTwo(k + 900) * powerOfTwo(-900);
  return high * powerOfTwo(k);
}
