/** How many samples it takes to tell a density. */
import { plural } from '../../core/text/words.js';
import { MIN_ATOM_COUNT } from './knn-distances.js';

const MIN_SAMPLES = 10; // samples

export interface SampleDemand {
  readonly n: number;
  readonly dim: number;
  /** Of q alone: p is known, and the estimate's error on it. */
  readonly isKnownP: boolean;
  /** Neighbours. */
  readonly k: number;
}

/**
 * Two clouds are told apart in balls: so many of n samples must lie in one that is two thirds as wide as the cloud, n of which
 * fill (2/3)^d. An entropy alone, whose error on p is known, needs no more samples than a covariance has numbers.
 */
export function tooFewSamples({ n, dim, isKnownP, k }: SampleDemand): string | null {
  const least = Math.max(MIN_SAMPLES, k + 2, isKnownP ? (dim * (dim + 1)) / 2 : Math.ceil(MIN_ATOM_COUNT * 1.5 ** dim));
  return n < least
    ? `too few samples for ${plural(dim, 'dimension')}: needs ${least < 1e9 ? least : least.toPrecision(1)}, got ${n}`
    : null;
}
