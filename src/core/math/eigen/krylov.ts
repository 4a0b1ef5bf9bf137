/** Extreme eigenvalues of a large matrix from its products with vectors, by Arnoldi's method. */

import { maximum } from '../long-lists.js';
import type { Stream } from '../random/random.js';
import { hessenbergEigenvalues } from './nonsymmetric-eigenvalues.js';

export interface Complex {
  readonly real: number;
  readonly imaginary: number;
}

export interface KrylovProblem {
  readonly size: number;
  /** The matrix times a vector. */
  product(vector: Float64Array): Promise<Float64Array>;
  /** For the random start vector. */
  readonly stream: Stream;
  /** Priority: the eigenvalues of highest rank are wanted. */
  rank(value: Complex): number;
  /** How many eigenvalues are wanted. */
  readonly count: number;
  /** Largest |A x - lambda x| of a unit vector x that counts as found, as a share of the largest |lambda|. */
  readonly tolerance: number;
  /** Limit on the number of products. */
  readonly maxProducts: number;
}

export interface KrylovResult {
  /** The converged eigenvalues of highest rank, in descending order; perhaps fewer than `count`. */
  readonly values: readonly Complex[];
  readonly products: number;
}

const PRODUCTS_PER_CHECK = 10; // between two tests of convergence

/**
 * Arnoldi's method with two passes of orthogonalisation and no restarts (Saad, Numerical Methods for Large Eigenvalue Problems,
 * chapter 6). It finds one of a multiple eigenvalue; for a symmetric matrix it is Lanczos's method with full orthogonalisation. Where
 * `maxProducts` ends it, the list ends before the first value that is not within the tolerance.
 */
export async function outerEigenvalues(problem: KrylovProblem): Promise<KrylovResult> {
  const { size, product, stream, rank, count, tolerance } = problem;
  const maxProducts = Math.min(problem.maxProducts, size);
  const h = new Float64Array((maxProducts + 1) * maxProducts); // row-major, maxProducts columns
  const start = new Float64Array(size);
  stream.fillNormal(start);
  const basis = [scaled(start, 1 / length(start))];
  for (let k = 0; ; k++) {
    const next = Float64Array.from(await product(basis[k]));
    const before = length(next);
    for (let pass = 0; pass < 2; pass++)
      basis.forEach((direction, i) => {
        const overlap = dot(direction, next);
        h[i * maxProducts + k] += overlap;
        subtract(next, direction, overlap);
      });
    const rest = length(next);
    const closed = !(rest > 1e-13 * before); // an invariant subspace
    const last = closed || k + 1 === maxProducts;
    if (last || (k + 1) % PRODUCTS_PER_CHECK === 0) {
      const ritz = ritzValues(h, maxProducts, k + 1, closed ? 0 : rest).sort((a, b) => rank(b) - rank(a));
      const scale = maximum(ritz.map(({ real, imaginary }) => Math.hypot(real, imaginary)));
      const open = ritz.findIndex(({ residual }) => residual > tolerance * scale);
      const good = open < 0 ? ritz.length : open;
      if (last || good >= count) return { values: ritz.slice(0, Math.min(good, count)), products: k + 1 };
    }
    h[(k + 1) * maxProducts + k] = rest;
    basis.push(scaled(next, 1 / rest));
  }
}

interface Ritz extends Complex {
  readonly residual: number;
}

/** Eigenvalues of the leading n x n part of h, each with the error that is left: `rest` times its vector's last entry. */
function ritzValues(h: Float64Array, width: number, n: number, rest: number): Ritz[] {
  const small = new Float64Array(n * n);
  for (let i = 0; i < n; i++) small.set(h.subarray(i * width, i * width + n), i * n);
  const { real, imaginary } = hessenbergEigenvalues(small.slice(), n);
  return Array.from(real, (value, i) => {
    const found = { real: value, imaginary: imaginary[i] };
    return { ...found, residual: rest * lastEntry(small, n, found) };
  });
}

/**
 * The last entry of the unit eigenvector of a Hessenberg matrix. With that entry 1, each row gives the entry before it, from
 * the bottom up; where the last entry is small the others grow, so that their errors do not matter.
 */
function lastEntry(h: Float64Array, n: number, { real, imaginary }: Complex): number {
  const x = new Float64Array(n);
  const y = new Float64Array(n);
  x[n - 1] = 1;
  let square = 1;
  for (let i = n - 1; i > 0; i--) {
    let a = real * x[i] - imaginary * y[i];
    let b = real * y[i] + imaginary * x[i];
    for (let j = i; j < n; j++) {
      a -= h[i * n + j] * x[j];
      b -= h[i * n + j] * y[j];
    }
    const under = h[i * n + i - 1];
    x[i - 1] = a / under;
    y[i - 1] = b / under;
    square += x[i - 1] ** 2 + y[i - 1] ** 2;
    if (square > 1e200) return 0; // 1e-100 and less
  }
  return 1 / Math.sqrt(square);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

const length = (a: Float64Array) => Math.sqrt(dot(a, a));

function subtract(from: Float64Array, direction: Float64Array, times: number): void {
  for (let i = 0; i < from.length; i++) from[i] -= times * direction[i];
}

const scaled = (a: Float64Array, by: number) => a.map((value) => value * by);
