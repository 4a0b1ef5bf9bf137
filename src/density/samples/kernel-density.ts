/** Kernel density estimates (Parzen windows) with a Gaussian kernel. */

import { squaredDistance } from '../../core/math/geometry/distances.js';
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
  const squares = new Float64Array(n);
  for (let row = 0; row < rows; row++) {
    let least = Infinity;
    for (let i = 0; i < n; i++) {
      squares[i] = leaveOneOut && i === row ? Infinity : squaredDistance(samples, i, x, row, dim);
      if (squares[i] < least) least = squares[i];
    }
    halves.forEach((half, k) => {
      const farthest = least + NEGLIGIBLE_NATS / half;
      let sum = 0;
      for (let i = 0; i < n; i++) if (squares[i] < farthest) sum += Math.exp((least - squares[i]) * half);
      out[k][row] = Math.log(sum) - least * half - norms[k];
    });
  }
  return out;
}

/** `count` numbers from `low` to `high`, evenly spaced in their logarithms. */
export function logSpaced(low: number, high: number, count: number): readonly number[] {
  if (count === 1) return [low];
  return Array.from({ length: count }, (_, i) => low * power(high / low, i / (count - 1)));
}
