/** Distances between rows of matrices, and spreads of their columns. Matrices are flat and row-major, rows of `dim`. */
import { mean } from '../statistics/statistics.js';

/** Squared Euclidean distance between row `rowA` of `a` and row `rowB` of `b`. */
export function squaredDistance(a: Float64Array, rowA: number, b: Float64Array, rowB: number, dim: number): number {
  let sum = 0;
  for (let i = 0, atA = rowA * dim, atB = rowB * dim; i < dim; i++) sum += (a[atA + i] - b[atB + i]) ** 2;
  return sum;
}

/** Standard deviation of each column, dividing by the number of rows; exactly 0 where all values are equal. */
export function columnDeviations(x: Float64Array, dim: number): number[] {
  return Array.from({ length: dim }, (_, i) =>
    standardDeviation(Float64Array.from({ length: x.length / dim }, (_, row) => x[row * dim + i])),
  );
}

// Between these a sum of squares neither overflows nor loses digits to underflow.
const MIN_SQUARABLE = 1e-140;
const MAX_SQUARABLE = 1e140;

function standardDeviation(values: Float64Array): number {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)];
  if (low === high) return 0; // the rounded mean may differ from all of them
  const deviation = (of: Float64Array, centre: number) => Math.sqrt(mean(of.map((value) => (value - centre) ** 2)));
  const plain = deviation(values, mean(values));
  if (plain > MIN_SQUARABLE && plain < MAX_SQUARABLE) return plain;
  const [centre, half] = [low / 2 + high / 2, high / 2 - low / 2];
  const scaled = values.map((value) => (value - centre) / half);
  return half * deviation(scaled, mean(scaled));
}

/** |v|, also where the squares of its entries overflow or underflow. NaN if an entry is NaN. */
export function euclideanNorm(v: Float64Array): number {
  const plain = Math.sqrt(v.reduce((sum, entry) => sum + entry * entry, 0));
  if (plain > MIN_SQUARABLE && plain < MAX_SQUARABLE) return plain;
  const largest = v.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
  if (!(largest > 0 && largest < Infinity)) return largest;
  return largest * Math.sqrt(v.reduce((sum, entry) => sum + (entry / largest) ** 2, 0));
}
