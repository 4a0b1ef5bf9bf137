/** Eigenvalues of symmetric matrices. */

const MAX_STEPS_PER_EIGENVALUE = 60; // one or two are usual

/**
 * All eigenvalues, in no order, of a symmetric matrix, row-major n x n, which is overwritten. Householder's reduction to
 * three diagonals, then the QL method with implicit shifts (Golub and Van Loan, Matrix Computations, chapter 8).
 */
export function symmetricEigenvalues(matrix: Float64Array, n: number): Float64Array {
  const { diagonal, beside } = tridiagonal(matrix, n);
  const negligible =
    Number.EPSILON * diagonal.reduce((most, value, i) => Math.max(most, Math.abs(value) + Math.abs(beside[i])), 0);
  for (let low = 0; low < n; low++) {
    for (let iteration = 0; ; iteration++) {
      const high = endOfBlock(beside, low, negligible);
      if (high === low) break;
      if (iteration === MAX_STEPS_PER_EIGENVALUE)
        throw new Error(`eigenvalues of a ${n} x ${n} matrix: no convergence`);
      implicitStep(diagonal, beside, low, high);
    }
  }
  return diagonal;
}

/** beside[i] couples i and i + 1. Only the lower triangle is read and kept up to date. */
function tridiagonal(a: Float64Array, n: number): { diagonal: Float64Array; beside: Float64Array } {
  const diagonal = new Float64Array(n);
  const beside = new Float64Array(n);
  const v = new Float64Array(n);
  const w = new Float64Array(n);
  for (let k = 0; k < n - 1; k++) {
    diagonal[k] = a[k * n + k];
    let norm = 0;
    for (let i = k + 1; i < n; i++) norm += a[i * n + k] ** 2;
    norm = Math.sqrt(norm);
    const head = a[(k + 1) * n + k];
    const reflected = head > 0 ? -norm : norm;
    beside[k] = reflected;
    if (norm === 0) continue;
    // v = x - reflected e: I - 2 v v' / v'v takes the column to (reflected, 0, ..., 0).
    const square = 2 * norm * (norm + Math.abs(head));
    for (let i = k + 1; i < n; i++) v[i] = a[i * n + k];
    v[k + 1] -= reflected;
    multiply(a, n, { from: k + 1, v, out: w });
    let overlap = 0;
    for (let i = k + 1; i < n; i++) {
      w[i] *= 2 / square;
      overlap += w[i] * v[i];
    }
    for (let i = k + 1; i < n; i++) w[i] -= (overlap / square) * v[i];
    for (let i = k + 1; i < n; i++) {
      const vi = v[i];
      const wi = w[i];
      for (let j = k + 1, at = i * n + j; j <= i; j++, at++) a[at] -= vi * w[j] + wi * v[j];
    }
  }
  diagonal[n - 1] = a[n * n - 1];
  return { diagonal, beside };
}

/** The last index that is still coupled to `low`. */
function endOfBlock(beside: Float64Array, low: number, negligible: number): number {
  let high = low;
  while (high < beside.length - 1 && Math.abs(beside[high]) > negligible) high++;
  return high;
}

/** The product of the rows and columns from `from` on with v, from the lower triangle: each entry is read once, for both of its places. */
function multiply(
  a: Float64Array,
  n: number,
  { from, v, out }: { readonly from: number; readonly v: Float64Array; readonly out: Float64Array },
): void {
  for (let i = from; i < n; i++) {
    const vi = v[i];
    let even = 0;
    let odd = 0; // two sums, which do not wait for each other
    let at = i * n + from;
    let j = from;
    for (; j + 1 < i; j += 2, at += 2) {
      const first = a[at];
      const second = a[at + 1];
      even += first * v[j];
      odd += second * v[j + 1];
      out[j] += first * vi;
      out[j + 1] += second * vi;
    }
    for (; j < i; j++, at++) {
      even += a[at] * v[j];
      out[j] += a[at] * vi;
    }
    out[i] = even + odd + a[at] * vi;
  }
}

function implicitStep(diagonal: Float64Array, beside: Float64Array, low: number, high: number): void {
  const half = (diagonal[low + 1] - diagonal[low]) / (2 * beside[low]);
  const root = Math.hypot(half, 1);
  let g = diagonal[high] - diagonal[low] + beside[low] / (half + (half < 0 ? -root : root));
  let sine = 1;
  let cosine = 1;
  let carried = 0;
  for (let i = high - 1; i >= low; i--) {
    const f = sine * beside[i];
    const b = cosine * beside[i];
    const length = Math.hypot(f, g);
    beside[i + 1] = length;
    if (length === 0) {
      diagonal[i + 1] -= carried;
      beside[high] = 0;
      return;
    }
    sine = f / length;
    cosine = g / length;
    const shifted = diagonal[i + 1] - carried;
    const rotated = (diagonal[i] - shifted) * sine + 2 * cosine * b;
    carried = sine * rotated;
    diagonal[i + 1] = shifted + carried;
    g = cosine * rotated - b;
  }
  diagonal[low] -= carried;
  beside[low] = g;
  beside[high] = 0;
}
