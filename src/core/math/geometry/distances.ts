/** Distances between rows of matrices, and spreads of their columns. Matrices are flat and row-major, rows of `dim`. */
import { mean } from '../statistics/statistics.js';

/** Squared Euclidean distance between row `rowA` of `a` and row `rowB` of `b`. */
export function squaredDistance(a: Float64Array, rowA: number, b: Float64Array, rowB: number, dim: number): number {
  let sum = 0;
  for (let i = 0, atA = rowA * dim, atB = rowB * dim; i < dim; i++) sum += (a[atA + i] - b[atB + i]) ** 2;
  return sum;
}

/** Mean of `of` over all pairs of a row of `a` and a row of `b`; without `b`, over all pairs of different rows of `a`. */
export function pairMean(
  { a, b, dim }: { readonly a: Float64Array; readonly b?: Float64Array; readonly dim: number },
  of: (squaredDistance: number) => number,
): number {
  const other = b ?? a;
  const rows = a.length / dim;
  const columns = other.length / dim;
  let sum = 0;
  for (let i = 0; i < rows; i++)
    for (let j = b ? 0 : i + 1; j < columns; j++) sum += of(squaredDistance(a, i, other, j, dim));
  return sum / (b ? rows * columns : (rows * (rows - 1)) / 2);
}

/** Standard deviation of each column, dividing by the number of rows. */
export function columnDeviations(x: Float64Array, dim: number): number[] {
  return Array.from({ length: dim }, (_, i) => {
    const column = Float64Array.from({ length: x.length / dim }, (_, row) => x[row * dim + i]);
    const centre = mean(column);
    return Math.sqrt(mean(column.map((value) => (value - centre) ** 2)));
  });
}
