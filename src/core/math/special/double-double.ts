/**
 * Double-double numbers: the unevaluated sum of two doubles, of 106 bits. Dekker: A floating-point technique for extending the
 * available precision. Numer. Math. 18, 1971. Each operation has a relative error of a few units of 2^-104.
 */

/** `high + low`, where `high` is the sum rounded to a double. */
export interface DoubleDouble {
  readonly high: number;
  readonly low: number;
}

export const double = (high: number): DoubleDouble => ({ high, low: 0 });

/** a + b, exactly. */
function exactSum(a: number, b: number): DoubleDouble {
  const high = a + b;
  const ofB = high - a;
  return { high, low: a - (high - ofB) + (b - ofB) };
}

/** a + b, exactly, where |a| >= |b|. */
function exactSumOfSorted(a: number, b: number): DoubleDouble {
  const high = a + b;
  return { high, low: b - (high - a) };
}

const HALVING_FACTOR = 134_217_729; // 2^27 + 1: halves of 26 bits, whose products are exact

/** a * b, exactly, for factors below 2^970 and products above 2^-960. */
export function exactProduct(a: number, b: number): DoubleDouble {
  const high = a * b;
  const scaledA = HALVING_FACTOR * a;
  const upperA = scaledA - (scaledA - a);
  const lowerA = a - upperA;
  const scaledB = HALVING_FACTOR * b;
  const upperB = scaledB - (scaledB - b);
  const lowerB = b - upperB;
  return { high, low: lowerA * lowerB - (high - upperA * upperB - lowerA * upperB - upperA * lowerB) };
}

export function addDoubleDoubles(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const highs = exactSum(a.high, b.high);
  const lows = exactSum(a.low, b.low);
  const part = exactSumOfSorted(highs.high, highs.low + lows.high);
  return exactSumOfSorted(part.high, part.low + lows.low);
}

export function product(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const highs = exactProduct(a.high, b.high);
  return exactSumOfSorted(highs.high, highs.low + (a.high * b.low + a.low * b.high));
}

export function quotient(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const first = a.high / b.high;
  const left = addDoubleDoubles(a, negative(product(b, double(first))));
  const second = left.high / b.high;
  const last = addDoubleDoubles(left, negative(product(b, double(second)))).high / b.high;
  return addDoubleDoubles(exactSumOfSorted(first, second), double(last));
}

export const negative = ({ high, low }: DoubleDouble): DoubleDouble => ({ high: -high, low: -low });
