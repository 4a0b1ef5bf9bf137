/** The width of G's modes beside that of the data's: what samples of the data give. */
import type { Distribution, Mode } from '../../core/gan/targets/_target.js';
import { approximateChiSquaredQuantile } from '../../core/math/special/special.js';
import { noisyCoordinates, widthOfModes } from '../../metrics/modes/_mode-width.js';
import { idealHighQuality } from '../../metrics/modes/_theory.js';
import { LEVEL } from './level.js';
import { perTarget, targetDraws } from './reference-draws.js';

export interface WidthReference {
  /** mode-width of the data: 1, unless modes overlap. */
  readonly own: number;
  /** Beyond it modes run into each other: a larger value is no width of modes. */
  readonly largest: number;
  /** What n samples of the data undercut, and pass, with probability `LEVEL` at most each. */
  limits(n: number): { readonly low: number; readonly high: number };
}

/** Of fewer samples, a few that are near each other by chance may be taken for a mode’s core. */
export const MIN_WIDTH_SAMPLES = 50;

const BLOCKS = 40;
const DRAWS_PER_BLOCK = 100;

// The variance of the squared width over that of a chi-squared variable with as many degrees of freedom: the core leaves out 1 %.
const VARIANCE_RATIO = 1.7;

const SEPARATION = 4; // standard deviations between neighbouring modes that are still distinguished

/** Null where the target has no modes, or no width. */
export const widthReference = perTarget((target): WidthReference | null => {
  const { modes } = target;
  const coordinates = modes?.length ? noisyCoordinates(modes) : null;
  if (!modes || coordinates === null) return null;
  const separate = idealHighQuality(target, { rule: 'l2', radius: 3 }) !== null;
  const { own, variance } = separate
    ? { own: 1, variance: VARIANCE_RATIO }
    : ofDraws({ ...target, modes }, coordinates);
  if (!(own > 0)) return null;
  return {
    own,
    largest: smallestSeparation(modes) / SEPARATION,
    limits(n) {
      const freedom = (n * coordinates) / variance;
      const at = (p: number) => own * Math.sqrt(approximateChiSquaredQuantile(p, freedom) / freedom);
      return { low: at(LEVEL), high: at(1 - LEVEL) };
    },
  };
});

/** The width of draws of the target, and the variance of its square over that of a chi-squared variable, from blocks of draws. */
function ofDraws(
  target: Distribution & { readonly modes: readonly Mode[] },
  coordinates: number,
): { readonly own: number; readonly variance: number } {
  const x = targetDraws(target, BLOCKS * DRAWS_PER_BLOCK);
  const length = DRAWS_PER_BLOCK * target.dim;
  const own = widthOfModes(x, target) ?? 0;
  const squares = Array.from({ length: Math.floor(x.length / length) }, (_, block) => {
    const width = (widthOfModes(x.subarray(block * length, (block + 1) * length), target) ?? 0) / own;
    return width * width;
  });
  const relative = squares.reduce((sum, square) => sum + (square - 1) ** 2, 0) / squares.length;
  return { own, variance: Math.max(VARIANCE_RATIO, (relative * DRAWS_PER_BLOCK * coordinates) / 2) };
}

/** Of two different centres, in the larger of their standard deviations; Infinity where there are no two. */
function smallestSeparation(modes: NonNullable<Distribution['modes']>): number {
  let least = Infinity;
  for (const [i, a] of modes.entries())
    for (const b of modes.slice(0, i)) {
      const squared = a.mean.reduce((sum, m, k) => {
        const difference = m - b.mean[k];
        return difference === 0 ? sum : sum + (difference / Math.max(a.std[k], b.std[k])) ** 2;
      }, 0);
      if (squared > 0) least = Math.min(least, Math.sqrt(squared));
    }
  return least;
}
