/** Eigenvalues of square matrices that need not be symmetric. */

/** A complex number at each index. */
export interface Eigenvalues {
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
}

/** The QR iteration did not converge: possible in theory, not observed. */
export class ConvergenceError extends Error {}

const MAX_STEPS_PER_EIGENVALUE = 30; // on average; two or three are usual

/**
 * All eigenvalues, in no order, of a matrix, row-major n x n, which is overwritten. Complex ones come in conjugate pairs,
 * the positive imaginary part first. Householder's reduction to Hessenberg form, then Francis's QR steps with two implicit
 * shifts (Golub and Van Loan, Matrix Computations, section 7.5). About 10 n^3 operations. Throws where the matrix is not n x n or not
 * finite, and `ConvergenceError` where the iteration does not converge.
 */
export function nonsymmetricEigenvalues(matrix: Float64Array, n: number): Eigenvalues {
  if (matrix.length !== n * n)
    throw new Error(`eigenvalues: a ${n} x ${n} matrix needs ${n * n} numbers, got ${matrix.length}`);
  if (!matrix.every(Number.isFinite)) throw new Error('eigenvalues: the matrix has entries that are not finite');
  toHessenberg(matrix, n);
  return hessenbergEigenvalues(matrix, n);
}

/** The same for a matrix that is 0 below its first subdiagonal. Throws `ConvergenceError`. */
export function hessenbergEigenvalues(h: Float64Array, n: number): Eigenvalues {
  const found = { real: new Float64Array(n), imaginary: new Float64Array(n) };
  const negligible = Number.EPSILON * largest(h);
  let high = n - 1;
  let steps = 0;
  for (let iteration = 0; high >= 0; iteration++) {
    const low = startOfBlock(h, n, high, negligible);
    if (high - low > 1) {
      if (++steps > MAX_STEPS_PER_EIGENVALUE * Math.max(n, 10))
        throw new ConvergenceError(`the eigenvalues of a ${n} x ${n} matrix did not converge`);
      francisStep(h, n, { low, high }, shiftsOf(h, n, high, iteration));
      continue;
    }
    if (low === high) found.real[high] = h[high * n + high];
    else pair(h, n, low, found);
    high = low - 1;
    iteration = -1;
  }
  return found;
}

function largest(h: Float64Array): number {
  return h.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

/** Reflections from both sides; rows are walked along, which is how they lie in memory. */
function toHessenberg(a: Float64Array, n: number): void {
  const v = new Float64Array(n);
  const w = new Float64Array(n);
  for (let k = 0; k < n - 2; k++) {
    let norm = 0;
    for (let i = k + 1; i < n; i++) norm += a[i * n + k] ** 2;
    norm = Math.sqrt(norm);
    if (norm === 0) continue;
    const head = a[(k + 1) * n + k];
    // v = x + sign(head) |x| e: I - 2 v v' / v'v takes the column to (-sign(head) |x|, 0, ..., 0).
    const scale = 1 / (norm * (norm + Math.abs(head))); // 2 / v'v
    for (let i = k + 1; i < n; i++) v[i] = a[i * n + k];
    v[k + 1] += head > 0 ? norm : -norm;
    w.fill(0);
    for (let i = k + 1; i < n; i++) {
      const weight = v[i];
      const row = i * n;
      for (let j = k; j < n; j++) w[j] += weight * a[row + j];
    }
    for (let i = 0; i < n; i++) {
      const row = i * n;
      if (i > k) {
        const weight = scale * v[i];
        for (let j = k; j < n; j++) a[row + j] -= weight * w[j];
      }
      let sum = 0;
      for (let j = k + 1; j < n; j++) sum += a[row + j] * v[j];
      sum *= scale;
      for (let j = k + 1; j < n; j++) a[row + j] -= sum * v[j];
    }
    for (let i = k + 2; i < n; i++) a[i * n + k] = 0;
  }
}

/**
 * The first index of the block that ends at `high` and is coupled throughout; what is negligible before it becomes 0. Measured
 * by the whole matrix: among the many eigenvalues that are 0 but for rounding, as in networks, no entry is small beside others.
 */
function startOfBlock(h: Float64Array, n: number, high: number, negligible: number): number {
  let low = high;
  while (low > 0 && Math.abs(h[low * n + low - 1]) > negligible) low--;
  if (low > 0) h[low * n + low - 1] = 0;
  return low;
}

interface Shifts {
  readonly sum: number;
  readonly product: number;
}

/** Sum and product of the last two rows' eigenvalues; every tenth iteration exceptional shifts, in case these do not converge. */
function shiftsOf(h: Float64Array, n: number, high: number, iteration: number): Shifts {
  const [a, b] = [h[(high - 1) * n + high - 1], h[(high - 1) * n + high]];
  const [c, d] = [h[high * n + high - 1], h[high * n + high]];
  if (iteration % 10 !== 9) return { sum: a + d, product: a * d - b * c };
  const off = Math.abs(c) + Math.abs(h[(high - 1) * n + high - 2]);
  const near = d + 0.75 * off;
  return { sum: 2 * near, product: near * near + 0.4375 * off * off };
}

/**
 * One step: a bulge is made at the top and chased down by reflections of three rows, and of the same three columns. A row that
 * the bulge has passed waits for its further columns until the end of the step, when it is walked along once.
 */
function francisStep(
  h: Float64Array,
  n: number,
  { low, high }: { readonly low: number; readonly high: number },
  { sum, product }: Shifts,
): void {
  const reflections = new Float64Array(4 * (high - low));
  const first = h[low * n + low];
  const under = h[(low + 1) * n + low];
  let x = first * first + h[low * n + low + 1] * under - sum * first + product;
  let y = under * (first + h[(low + 1) * n + low + 1] - sum);
  let z = under * h[(low + 2) * n + low + 1];
  for (let k = low; k < high; k++) {
    const reflection = reflections.subarray(4 * (k - low), 4 * (k - low) + 4);
    reflect(reflection, x, y, z);
    reflectRows(h, n, { from: k * n + Math.max(k - 1, low), to: k * n + high }, reflection);
    for (let i = k; i <= Math.min(k + 3, high); i++) reflectColumns(h, i * n + k, reflection, 0);
    if (k > low) h[(k + 1) * n + k - 1] = 0;
    if (k > low && k < high - 1) h[(k + 2) * n + k - 1] = 0;
    x = h[(k + 1) * n + k];
    y = k + 2 <= high ? h[(k + 2) * n + k] : 0;
    z = k + 3 <= high ? h[(k + 3) * n + k] : 0;
  }
  for (let i = low; i < high - 1; i++)
    for (let k = i + 1; k < high; k++) reflectColumns(h, i * n + k, reflections, 4 * (k - low));
}

/** The reflection I - scale v v' that takes (x, y, z) to a multiple of (1, 0, 0), as scale and v. */
function reflect(out: Float64Array, x: number, y: number, z: number): void {
  const size = Math.max(Math.abs(x), Math.abs(y), Math.abs(z));
  if (size === 0) return; // no reflection: scale 0
  const [p, q, r] = [x / size, y / size, z / size];
  const norm = (p < 0 ? -1 : 1) * Math.sqrt(p * p + q * q + r * r);
  out[0] = 1 / (norm * (p + norm));
  out[1] = p + norm;
  out[2] = q;
  out[3] = r;
}

/** Reflects a part of a row and the two rows below it. Where r is 0 the third row, which may not exist, is not touched. */
function reflectRows(
  h: Float64Array,
  n: number,
  { from, to }: { readonly from: number; readonly to: number },
  [scale, p, q, r]: Float64Array,
): void {
  if (r === 0) {
    for (let at = from; at <= to; at++) {
      const overlap = scale * (p * h[at] + q * h[at + n]);
      h[at] -= overlap * p;
      h[at + n] -= overlap * q;
    }
    return;
  }
  for (let at = from; at <= to; at++) {
    const overlap = scale * (p * h[at] + q * h[at + n] + r * h[at + 2 * n]);
    h[at] -= overlap * p;
    h[at + n] -= overlap * q;
    h[at + 2 * n] -= overlap * r;
  }
}

/** Reflects three columns of one row, from index `at` on; `which`: where the reflection begins among others. */
function reflectColumns(h: Float64Array, at: number, reflections: Float64Array, which: number): void {
  const scale = reflections[which];
  const p = reflections[which + 1];
  const q = reflections[which + 2];
  const r = reflections[which + 3];
  if (r === 0) {
    const overlap = scale * (p * h[at] + q * h[at + 1]);
    h[at] -= overlap * p;
    h[at + 1] -= overlap * q;
    return;
  }
  const overlap = scale * (p * h[at] + q * h[at + 1] + r * h[at + 2]);
  h[at] -= overlap * p;
  h[at + 1] -= overlap * q;
  h[at + 2] -= overlap * r;
}

/** Both eigenvalues of the block of rows `low` and the next. */
function pair(h: Float64Array, n: number, low: number, { real, imaginary }: Eigenvalues): void {
  const [a, b] = [h[low * n + low], h[low * n + low + 1]];
  const [c, d] = [h[(low + 1) * n + low], h[(low + 1) * n + low + 1]];
  const half = (a - d) / 2;
  const square = half * half + b * c;
  const root = Math.sqrt(Math.abs(square));
  if (square < 0) {
    real[low] = real[low + 1] = (a + d) / 2;
    imaginary[low] = root;
    imaginary[low + 1] = -root;
    return;
  }
  // The larger from a sum without cancellation, the other from the product.
  const away = half + (half < 0 ? -root : root);
  real[low] = d + away;
  real[low + 1] = away === 0 ? d : d - (b * c) / away;
}
