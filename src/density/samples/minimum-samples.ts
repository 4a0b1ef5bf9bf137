/** How many samples an estimate of a density needs. */
import { power } from '../../core/math/special/power.js';
import { significant } from '../../core/text/plain-numbers.js';
import { plural } from '../../core/text/words.js';
import { MIN_ATOM_COUNT } from './knn-distances.js';

const MIN_SAMPLES = 10; // in any dimension
const BALL_RATIO = 1.5; // width of a sample over that of a ball that resolves it

export interface SampleDemand {
  readonly n: number;
  readonly dim: number;
  /** p is known, and so is the estimate's error on samples of it: only q's entropy is estimated. */
  readonly isKnownP: boolean;
  /** Number of neighbours. */
  readonly k: number;
}

/**
 * Why n samples in `dim` dimensions are too few, or null. Two samples are compared within balls: MIN_ATOM_COUNT of n must lie in a
 * ball two thirds as wide as the sample, which holds (2/3)^dim of them. An entropy, whose error on p is known, needs as many
 * samples as a covariance matrix has entries.
 */
export function tooFewSamples({ n, dim, isKnownP, k }: SampleDemand): string | null {
  const least = Math.max(
    MIN_SAMPLES,
    k + 2,
    isKnownP ? (dim * (dim + 1)) / 2 : Math.ceil(MIN_ATOM_COUNT * power(BALL_RATIO, dim)),
  );
  return n < least
    ? `too few samples for ${plural(dim, 'dimension')}: needs ${least < 1e9 ? least : significant(least, 1)}, got ${n}`
    : null;
}
