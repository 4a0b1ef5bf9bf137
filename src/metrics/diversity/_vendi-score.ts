/** The Vendi score of a set of rows: arXiv:2210.02410. */
import type { Distribution } from '../../core/gan/targets/_target.js';
import { lowRankEigenvalues } from '../../core/math/eigen/low-rank-eigenvalues.js';
import { symmetricEigenvalues } from '../../core/math/eigen/symmetric-eigenvalues.js';
import { pairMean, squaredDistance } from '../../core/math/geometry/distances.js';
import { power } from '../../core/math/special/power.js';

export const MAX_VENDI_SAMPLES = 400; // a similarity matrix of 400 x 400

/** The exponential of the entropy of the eigenvalues of K / n, with K(x, y) = exp(-|x - y|^2 / (2 width^2)). */
export function vendiScore(
  rows: Float64Array,
  dim: number,
  { width, order }: { readonly width: number; readonly order: number },
): number {
  const n = rows.length / dim;
  const kernel = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++)
      // The square of a width below 1e-162 is 0.
      kernel[i * n + j] = Math.exp(-squaredDistance(rows, i, rows, j, dim) / width / width / 2) / n;
  // Below order 1 the smallest eigenvalues count as well.
  return effectiveNumber((order < 1 ? symmetricEigenvalues : lowRankEigenvalues)(kernel, n), order);
}

/** The width from the modes; with fewer than two centres the median distance between rows of the data. */
export function defaultBandwidth(target: Distribution, real: Float64Array): number {
  const fromModes = bandwidthFromModes(target);
  if (fromModes !== null) return fromModes;
  const squares: number[] = [];
  pairMean({ a: real, dim: target.dim }, (squared) => squares.push(squared));
  return squares.length ? Math.sqrt(Float64Array.from(squares).sort()[squares.length >> 1]) : target.scale;
}

/** Between the modes' width and the smallest distance of their centres; null with fewer than two centres. */
export function bandwidthFromModes(target: Distribution): number | null {
  const { modes, dim } = target;
  if (!modes || modes.length < 2) return null;
  const means = Float64Array.from(modes.flatMap(({ mean }) => mean));
  let least = Infinity;
  pairMean({ a: means, dim }, (squared) => {
    if (squared > 0) least = Math.min(least, squared);
    return 0;
  });
  if (least === Infinity) return null;
  return Math.sqrt((Math.sqrt(2 * dim) * target.scale * Math.sqrt(least)) / 2);
}

function effectiveNumber(values: Float64Array, order: number): number {
  const shares = values.filter((value) => value > 0); // rounding leaves some eigenvalues below 0
  if (order === 1) return Math.exp(-shares.reduce((sum, share) => sum + share * Math.log(share), 0));
  return power(
    shares.reduce((sum, share) => sum + power(share, order), 0),
    1 / (1 - order),
  );
}
