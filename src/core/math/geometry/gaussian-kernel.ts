/** Means of a Gaussian kernel over all pairs of rows. */
import { expNegative } from '../special/exp-negative.js';
import { type PairSquares, pairMean } from './pair-squares.js';

/**
 * With this factor f, exp(-|x - y|^2 / (2 width^2)) is exp(-|x - y|^2 f f): the square of f may overflow, and that of the width
 * underflow, but 0 stays 0.
 */
export function inverseWidth(width: number): number {
  return Math.min(Number.MAX_VALUE, Math.SQRT1_2 / width);
}

/** Mean of exp(-|x - y|^2 / (2 width^2)) over the pairs. */
export function meanKernel(pairs: PairSquares, width: number): number {
  const inverse = inverseWidth(width);
  return pairMean(pairs, (squares) => {
    let sum = 0;
    for (let j = 0; j < squares.length; j++) sum += expNegative(squares[j] * inverse * inverse);
    return sum;
  });
}

interface TwoSets {
  /** Flat, row-major matrices with rows of `dim`. */
  readonly a: Float64Array;
  readonly b: Float64Array;
  readonly dim: number;
}

const NEGLIGIBLE_SHARE = 1e-18; // of a kernel value of 1: below rounding
const MAX_DEGREE = 200;
const FEATURES_PER_ROW = 1; // with fewer the expansion takes less time than all pairs

/**
 * The unbiased squared maximum mean discrepancy: the mean of the kernel within `a` and within `b`, less twice that between them, by the
 * kernel's expansion: with u = (x - c) / width, exp(-|u - v|^2 / 2) is the sum over multi-indices k of phi_k(u) phi_k(v),
 * phi_k(u) = exp(-|u|^2 / 2) u^k / sqrt(k!) (Cotter, Keshet and Srebro, arXiv:1109.4603). The degrees from m on add the probability that
 * a Poisson number of mean |u|^2 is m or more, at most: they are left out where that is below 1e-18. Null where so many features are
 * needed that all pairs take no longer, i.e. for narrow kernels and in many dimensions.
 */
export function discrepancyByExpansion({ a, b, dim }: TwoSets, width: number): number | null {
  const most = (FEATURES_PER_ROW * Math.min(a.length, b.length)) / dim;
  if (featureCount(2, dim) > most) return null; // rows that differ need two degrees at least
  const centre = centreOf(a, b, dim);
  const reach = Math.max(farthestSquare(a, centre, width), farthestSquare(b, centre, width));
  const degree = neededDegree(reach);
  if (degree === null || featureCount(degree, dim) > most) return null;
  const features = multiIndices(degree, dim);
  const [ofA, ofB] = [a, b].map((x) => featureSums(x, { centre, width }, features));
  const [n, m] = [a.length / dim, b.length / dim];
  let [withinA, withinB, between] = [-n, -m, 0]; // the kernel of a row with itself is 1
  for (let k = 0; k < ofA.length; k++) {
    withinA += ofA[k] * ofA[k];
    withinB += ofB[k] * ofB[k];
    between += ofA[k] * ofB[k];
  }
  return withinA / (n * (n - 1)) + withinB / (m * (m - 1)) - (2 * between) / (n * m);
}

/** The middle of the box around all rows: the farthest is then not far. */
function centreOf(a: Float64Array, b: Float64Array, dim: number): Float64Array {
  return Float64Array.from({ length: dim }, (_, i) => {
    let [low, high] = [Infinity, -Infinity];
    for (const x of [a, b])
      for (let at = i; at < x.length; at += dim) {
        if (x[at] < low) low = x[at];
        if (x[at] > high) high = x[at];
      }
    return low / 2 + high / 2;
  });
}

/** The largest |u|^2. */
function farthestSquare(x: Float64Array, centre: Float64Array, width: number): number {
  let most = 0;
  for (let at = 0; at < x.length; ) {
    let sum = 0;
    for (let i = 0; i < centre.length; i++) sum += ((x[at++] - centre[i]) / width) ** 2;
    if (sum > most) most = sum;
  }
  return most;
}

/** The degree from which on a Poisson number of this mean has a negligible probability; null if that is above `MAX_DEGREE`. */
function neededDegree(mean: number): number | null {
  let probability = Math.exp(-mean);
  if (!(probability > 0)) return null;
  for (let degree = 0; degree <= MAX_DEGREE; degree++) {
    // The probabilities from here on fall faster than a geometric series.
    const ratio = mean / (degree + 1);
    if (ratio < 1 && probability / (1 - ratio) < NEGLIGIBLE_SHARE) return degree;
    probability *= ratio;
  }
  return null;
}

/** Multi-indices of `dim` numbers whose sum is below `degree`. */
function featureCount(degree: number, dim: number): number {
  let count = 1;
  for (let i = 1; i <= dim; i++) count *= (degree - 1 + i) / i;
  return count;
}

/** Each is an earlier one with one more factor u[axis] * scale. */
interface Features {
  readonly before: Int32Array;
  readonly axis: Int32Array;
  readonly scale: Float64Array;
}

function multiIndices(degree: number, dim: number): Features {
  const found = [{ before: 0, axis: 0, power: 0 }];
  // Those of one degree; each is extended along its last axis and later ones, so that each arises once.
  let [from, to] = [0, 1];
  for (let sum = 1; sum < degree; sum++) {
    for (let before = from; before < to; before++)
      for (let axis = found[before].axis; axis < dim; axis++)
        found.push({ before, axis, power: axis === found[before].axis ? found[before].power + 1 : 1 });
    [from, to] = [to, found.length];
  }
  return {
    before: Int32Array.from(found, ({ before }) => before),
    axis: Int32Array.from(found, ({ axis }) => axis),
    scale: Float64Array.from(found, ({ power }) => 1 / Math.sqrt(power)),
  };
}

/** The sum of each feature over the rows. */
function featureSums(
  x: Float64Array,
  { centre, width }: { readonly centre: Float64Array; readonly width: number },
  { before, axis, scale }: Features,
): Float64Array {
  const dim = centre.length;
  const sums = new Float64Array(scale.length);
  const values = new Float64Array(scale.length);
  const u = new Float64Array(dim);
  for (let at = 0; at < x.length; at += dim) {
    let square = 0;
    for (let i = 0; i < dim; i++) {
      u[i] = (x[at + i] - centre[i]) / width;
      square += u[i] * u[i];
    }
    values[0] = Math.exp(-square / 2);
    sums[0] += values[0];
    for (let k = 1; k < sums.length; k++) {
      const value = values[before[k]] * u[axis[k]] * scale[k];
      values[k] = value;
      sums[k] += value;
    }
  }
  return sums;
}
