/** The width of G's samples around the modes, robust against samples that belong to no mode. */
import type { Distribution, Mode } from '../../core/gan/targets/_target.js';
import { firstIndex } from '../../core/math/first-index.js';
import { chiSquaredCdf } from '../../core/math/special/special.js';
import { sortedQuantile } from '../../core/math/statistics/statistics.js';
import { squaredMahalanobis } from './_high-quality.js';

/** Share of a mode's own samples that its core contains: 3 standard deviations in the plane. */
export const CORE_SHARE = 1 - Math.exp(-4.5);

/** The squared Mahalanobis distance within which a share of a Gaussian of so many coordinates lies, by bisection. */
export function squaredReach(share: number, coordinates: number): number {
  let [low, high] = [0, 1];
  while (chiSquaredCdf(high, coordinates) < share) high *= 2;
  for (;;) {
    const middle = low + (high - low) / 2;
    if (middle === low || middle === high) return middle;
    if (chiSquaredCdf(middle, coordinates) < share) low = middle;
    else high = middle;
  }
}

/** Number of coordinates in which a mode has a spread; null where it differs between modes, or is 0. */
export function noisyCoordinates(modes: readonly Mode[]): number | null {
  const counts = new Set(modes.map(({ std }) => std.filter((deviation) => deviation > 0).length));
  const [count] = counts;
  return counts.size === 1 && count > 0 ? count : null;
}

const MIN_START = 0.1; // share of the samples
const SAMPLES_AT_START = 10;

const MAX_ITERATIONS = 200; // each comes nearer by a factor of 2 or more
const CONVERGED = 1e-9; // relative change of the squared width

/**
 * The width s at which the samples within s times the core's reach have the mean square of a Gaussian of width s, cut off there:
 * s^2 = mean(d^2 | d < s c) / E[d^2 | d < c]. Starts at the nearest tenth of the samples, at ten or more of them: noise and bridges
 * outnumber a mode's own samples far from it, not near its centre. 0 where these are at a mode's centre.
 */
export function widthOfModes(x: Float64Array, target: Pick<Distribution, 'dim'> & { readonly modes: readonly Mode[] }) {
  const coordinates = noisyCoordinates(target.modes);
  if (coordinates === null) return null;
  const squares = nearestSquares(x, target).sort();
  const reach = squaredReach(CORE_SHARE, coordinates);
  const cutMean = (coordinates * chiSquaredCdf(reach, coordinates + 2)) / chiSquaredCdf(reach, coordinates);
  const sums = new Float64Array(squares.length + 1);
  for (let i = 0; i < squares.length; i++) sums[i + 1] = sums[i] + squares[i];
  const start = Math.min(0.5, Math.max(MIN_START, SAMPLES_AT_START / squares.length));
  let width = sortedQuantile(squares, start) / squaredReach(start, coordinates);
  for (let i = 0; i < MAX_ITERATIONS && width > 0; i++) {
    const inside = countBelow(squares, width * reach);
    if (inside === 0) break;
    const next = sums[inside] / inside / cutMean;
    if (Math.abs(next - width) <= CONVERGED * width) break;
    width = next;
  }
  return Math.sqrt(width);
}

/** Of each row, the squared Mahalanobis distance to the nearest mode, over the coordinates in which modes have a spread. */
function nearestSquares(
  x: Float64Array,
  { dim, modes }: { readonly dim: number; readonly modes: readonly Mode[] },
): Float64Array {
  const noisy = modes.map((mode) => ({ ...mode, std: mode.std.map((deviation) => deviation || Infinity) }));
  return Float64Array.from({ length: x.length / dim }, (_, row) =>
    noisy.reduce((least, mode) => Math.min(least, squaredMahalanobis(x, row * dim, mode)), Infinity),
  );
}

/** Of ascending values. */
function countBelow(values: Float64Array, limit: number): number {
  return firstIndex(values.length, (i) => !(values[i] < limit));
}
