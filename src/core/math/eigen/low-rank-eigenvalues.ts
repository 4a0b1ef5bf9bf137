/** Eigenvalues of positive semidefinite matrices of low numerical rank, e.g. of smooth kernels. */
import { symmetricEigenvalues } from './symmetric-eigenvalues.js';

const MAX_RESIDUAL = 1e-13; // of the trace: the sum of all eigenvalues left out
const MAX_UNCOUPLED = 1e-13; // of the mean diagonal entry: such entries move an eigenvalue by 1e-13 of the trace at most
const MAX_RANK_SHARE = 0.5; // of n: beyond, the whole matrix takes no longer

/**
 * The eigenvalues, in no order, within 1e-13 of the trace, without some of at most 1e-13 of it together. Row-major n x n; overwritten.
 * Rows that only negligible entries couple are parts of different blocks, each with its own eigenvalues. Of a block, pivoted Cholesky
 * factors, A = L L' with L n x r, until the residual's trace is negligible (Harbrecht, Peters and Schneider,
 * doi:10.1016/j.apnum.2011.10.001); L'L, r x r, has the same eigenvalues but zeros. n r^2 steps in place of n^3.
 * Throws `RangeError` for an entry that is not finite.
 */
export function lowRankEigenvalues(matrix: Float64Array, n: number): Float64Array {
  if (!matrix.every(Number.isFinite)) throw new RangeError('eigenvalues of a matrix with an entry that is not finite');
  let trace = 0;
  for (let i = 0; i < n; i++) trace += matrix[i * n + i];
  const blocks = blocksOf(matrix, n, (MAX_UNCOUPLED * trace) / n);
  if (blocks.length === 1) return eigenvaluesOfBlock(matrix, n);
  const found = blocks.map((rows) => [...eigenvaluesOfBlock(submatrix(matrix, n, rows), rows.length)]);
  return Float64Array.from(found.flat());
}

/** The rows of each block: entries between two blocks are at most `negligible`. */
function blocksOf(matrix: Float64Array, n: number, negligible: number): readonly Int32Array[] {
  const isReached = new Uint8Array(n);
  const blocks: Int32Array[] = [];
  for (let first = 0; first < n; first++) {
    if (isReached[first]) continue;
    isReached[first] = 1;
    const rows = [first];
    for (const row of rows)
      for (let column = 0; column < n; column++)
        if (!isReached[column] && Math.abs(matrix[row * n + column]) > negligible) {
          isReached[column] = 1;
          rows.push(column);
        }
    blocks.push(Int32Array.from(rows));
  }
  return blocks;
}

function submatrix(matrix: Float64Array, n: number, rows: Int32Array): Float64Array {
  const part = new Float64Array(rows.length ** 2);
  for (let i = 0, at = 0; i < rows.length; i++)
    for (let j = 0; j < rows.length; j++) part[at++] = matrix[rows[i] * n + rows[j]];
  return part;
}

function eigenvaluesOfBlock(matrix: Float64Array, n: number): Float64Array {
  const residual = Float64Array.from({ length: n }, (_, i) => matrix[i * n + i]);
  const trace = residual.reduce((sum, value) => sum + value, 0);
  const columns: Float64Array[] = [];
  for (;;) {
    let left = 0;
    let pivot = 0;
    for (let i = 0; i < n; i++) {
      left += residual[i];
      if (residual[i] > residual[pivot]) pivot = i;
    }
    if (!(left > MAX_RESIDUAL * trace && residual[pivot] > 0)) break;
    if (columns.length >= MAX_RANK_SHARE * n) return symmetricEigenvalues(matrix, n);
    columns.push(nextColumn(matrix, n, { columns, residual, pivot }));
  }
  const rank = columns.length;
  const gram = new Float64Array(rank * rank);
  for (let i = 0; i < rank; i++)
    for (let j = 0; j <= i; j++) {
      const sum = product(columns[i], columns[j]);
      gram[i * rank + j] = sum;
      gram[j * rank + i] = sum;
    }
  return symmetricEigenvalues(gram, rank);
}

/** In four sums, which do not wait for each other. */
function product(a: Float64Array, b: Float64Array): number {
  let sum0 = 0;
  let sum1 = 0;
  let sum2 = 0;
  let sum3 = 0;
  let i = 0;
  for (; i + 4 <= a.length; i += 4) {
    sum0 += a[i] * b[i];
    sum1 += a[i + 1] * b[i + 1];
    sum2 += a[i + 2] * b[i + 2];
    sum3 += a[i + 3] * b[i + 3];
  }
  for (; i < a.length; i++) sum0 += a[i] * b[i];
  return sum0 + sum1 + (sum2 + sum3);
}

/** The next column of L; lowers `residual`, the diagonal of A - L L', by its squares. */
function nextColumn(
  matrix: Float64Array,
  n: number,
  {
    columns,
    residual,
    pivot,
  }: { readonly columns: readonly Float64Array[]; readonly residual: Float64Array; readonly pivot: number },
): Float64Array {
  const column = matrix.slice(pivot * n, (pivot + 1) * n);
  for (const before of columns) {
    const factor = before[pivot];
    for (let i = 0; i < n; i++) column[i] -= factor * before[i];
  }
  const root = Math.sqrt(residual[pivot]);
  for (let i = 0; i < n; i++) {
    column[i] /= root;
    residual[i] = Math.max(0, residual[i] - column[i] * column[i]);
  }
  residual[pivot] = 0;
  return column;
}
