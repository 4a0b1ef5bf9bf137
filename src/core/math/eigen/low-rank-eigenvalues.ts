/** Eigenvalues of positive semidefinite matrices of low numerical rank, e.g. of smooth kernels. */
import { symmetricEigenvalues } from './symmetric-eigenvalues.js';

const MAX_RESIDUAL = 1e-13; // of the trace: the sum of all eigenvalues left out
const MAX_RANK_SHARE = 0.5; // of n: beyond, the whole matrix takes no longer

/**
 * The eigenvalues, in no order, without some of at most 1e-13 of the trace together. Row-major n x n; overwritten. Pivoted Cholesky
 * factors, A = L L' with L n x r, until the residual's trace is negligible (Harbrecht, Peters and Schneider,
 * doi:10.1016/j.apnum.2011.10.001); L'L, r x r, has the same eigenvalues but zeros. n r^2 steps in place of n^3.
 * Throws `RangeError` for an entry that is not finite.
 */
export function lowRankEigenvalues(matrix: Float64Array, n: number): Float64Array {
  if (!matrix.every(Number.isFinite)) throw new RangeError('eigenvalues of a matrix with an entry that is not finite');
  const residual = Float64Array.from({ length: n }, (_, i) => matrix[i * n + i]);
  const trace = residual.reduce((sum, value) => sum + value, 0);
  const columns: Float64Array[] = [];
  for (;;) {
    let [left, pivot] = [0, 0];
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
      let sum = 0;
      for (let row = 0; row < n; row++) sum += columns[i][row] * columns[j][row];
      gram[i * rank + j] = sum;
      gram[j * rank + i] = sum;
    }
  return symmetricEigenvalues(gram, rank);
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
