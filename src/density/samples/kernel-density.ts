/** Kernel density estimates (Parzen windows) with a Gaussian kernel. */

import { squaresToRows } from '../../core/math/geometry/pair-squares.js';
import { expNegative } from '../../core/math/special/exp-negative.js';
import { power } from '../../core/math/special/power.js';

export interface KernelSamples {
  /** Rows of `dim`. */
  readonly samples: Float64Array;
  readonly dim: number;
  /** The evaluated rows are the first of the samples: each is left out of its own density. */
  readonly leaveOneOut?: boolean;
}

const NEGLIGIBLE_NATS = 40; // below the largest term: a million such terms do not change the sum

/**
 * log of the mean over the samples of N(x; sample, bandwidth^2 I), at each row of x: one array for each bandwidth. Distances are
 * computed once.
 */
export function logKernelDensities(
  { samples, dim, leaveOneOut = false }: KernelSamples,
  x: Float64Array,
  bandwidths: readonly number[],
): readonly Float64Array[] {
  const n = samples.length / dim;
  const rows = x.length / dim;
  const halves = bandwidths.map((width) => 1 / (2 * width ** 2));
  const others = leaveOneOut ? n - 1 : n;
  const norms = bandwidths.map((width) => Math.log(others) + (dim / 2) * Math.log(2 * Math.PI * width ** 2));
  const out = bandwidths.map(() => new Float64Array(rows));
  const widestFirst = [...halves.keys()].sort((i, j) => halves[i] - halves[j]);
  const squares = new Float64Array(n);
  for (let row = 0; row < rows; row++) {
    squaresToRows({ x: x.subarray(row * dim, (row + 1) * dim), points: samples, dim }, squares);
    if (leaveOneOut) squares[row] = Infinity;
    let least = Infinity;
    for (let i = 0; i < n; i++) if (squares[i] < least) least = squares[i];
    let near = n;
    for (const k of widestFirst) {
      const half = halves[k];
      // What is negligible at one bandwidth is so at all narrower ones.
      near = keepBelow(squares, near, least + NEGLIGIBLE_NATS / half);
      out[k][row] = Math.log(sumOfKernels(squares, near, { least, half })) - least * half - norms[k];
    }
  }
  return out;
}

/** Moves those of the first `count` values that are below `limit` to the front, in their order; returns their number. */
function keepBelow(values: Float64Array, count: number, limit: number): number {
  let kept = 0;
  for (let i = 0; i < count; i++) {
    const value = values[i];
    if (value < limit) values[kept++] = value;
  }
  return kept;
}

function sumOfKernels(
  squares: Float64Array,
  count: number,
  { least, half }: { readonly least: number; readonly half: number },
): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += expNegative((squares[i] - least) * half);
  return sum;
}

/** `count` numbers from `low` to `high`, evenly spaced in their logarithms. */
export function logSpaced(low: number, high: number, count: number): readonly number[] {
  if (count === 1) return [low];
  return Array.from({ length: count }, (_, i) => low * power(high / low, i / (count - 1)));
}
