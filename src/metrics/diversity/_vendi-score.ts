/** The Vendi score of a set of rows: arXiv:2210.02410. */
import type { Distribution } from '../../core/gan/targets/_target.js';
import { lowRankEigenvalues } from '../../core/math/eigen/low-rank-eigenvalues.js';
import { symmetricEigenvalues } from '../../core/math/eigen/symmetric-eigenvalues.js';
import { inverseWidth } from '../../core/math/geometry/gaussian-kernel.js';
import { computedSquares, medianSquare, type PairSquares } from '../../core/math/geometry/pair-squares.js';
import { expNegative } from '../../core/math/special/exp-negative.js';
import { power } from '../../core/math/special/power.js';

export const MAX_VENDI_SAMPLES = 400; // a similarity matrix of 400 x 400

/** The exponential of the entropy of the eigenvalues of K / n, with K(x, y) = exp(-|x - y|^2 / (2 width^2)). */
export function vendiScore(
  pairs: PairSquares,
  { width, order }: { readonly width: number; readonly order: number },
): number {
  const n = pairs.rows;
  const inverse = inverseWidth(width);
  const kernel = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const squares = pairs.ofRow(i, i);
    for (let j = i; j < n; j++) {
      const value = expNegative(squares[j - i] * inverse * inverse) / n;
      kernel[i * n + j] = value;
      kernel[j * n + i] = value;
    }
  }
  // Below order 1 the smallest eigenvalues count as well.
  return effectiveNumber((order < 1 ? symmetricEigenvalues : lowRankEigenvalues)(kernel, n), order);
}

/** The width from the modes; with fewer than two centres the median distance between rows of the data. */
export function defaultBandwidth(target: Distribution, real: PairSquares): number {
  const fromModes = bandwidthFromModes(target);
  if (fromModes !== null) return fromModes;
  return real.rows > 1 ? Math.sqrt(medianSquare(real)) : target.scale;
}

/** Between the modes' width and the smallest distance of their centres; null with fewer than two centres. */
export function bandwidthFromModes(target: Distribution): number | null {
  const { modes, dim } = target;
  if (!modes || modes.length < 2) return null;
  const means = Float64Array.from(modes.flatMap(({ mean }) => mean));
  const pairs = computedSquares({ a: means, dim });
  let least = Infinity;
  for (let i = 0; i < pairs.rows; i++)
    for (const squared of pairs.ofRow(i, i + 1)) if (squared > 0) least = Math.min(least, squared);
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
