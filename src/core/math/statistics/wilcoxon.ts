/** Wilcoxon's signed-rank test for pairs. Only the order of the differences' sizes counts, so that they may be infinite. */
import { normalCdf } from '../special/special.js';

export interface Wilcoxon {
  /** Two-sided. */
  readonly p: number;
  /** Pairs that differ. */
  readonly pairs: number;
  /** Pairs that do not, left out as Wilcoxon did. */
  readonly ties: number;
  /** Sum of the ranks of the positive differences. */
  readonly positiveRanks: number;
  /** From the exact distribution given the ranks, or from its normal approximation (more than 200 pairs). */
  readonly exact: boolean;
}

const MAX_EXACT_PAIRS = 200; // eight million additions

/**
 * Tests that paired differences are symmetric about 0. Zero differences are left out (Wilcoxon 1945; scipy's zero_method "wilcox");
 * differences of equal size share the mean of their ranks, and the exact distribution is that of these very ranks. No pairs: p = 1.
 * doi:10.2307/3001968
 */
export function wilcoxon(differences: readonly number[]): Wilcoxon {
  if (differences.some(Number.isNaN)) throw new RangeError('Wilcoxon test: a difference is NaN');
  const unequal = differences.filter((difference) => difference !== 0);
  const doubled = doubledRanks(unequal.map(Math.abs));
  const positive = unequal.reduce((sum, difference, i) => sum + (difference > 0 ? doubled[i] : 0), 0);
  const exact = unequal.length <= MAX_EXACT_PAIRS;
  return {
    p: exact ? exactP(doubled, positive) : normalP(doubled, positive),
    pairs: unequal.length,
    ties: differences.length - unequal.length,
    positiveRanks: positive / 2,
    exact,
  };
}

/**
 * Each difference's part of the statistic: the rank of its size with its own sign, doubled; 0 where nothing differs. Where differences
 * come in groups that are not independent, flipping the signs of whole groups' sums tests the same (see sign-flip.ts).
 */
export function signedRanks(differences: readonly number[]): number[] {
  const ranks = doubledRanks(differences.filter((difference) => difference !== 0).map(Math.abs)).values();
  return differences.map((difference) => (difference === 0 ? 0 : Math.sign(difference) * ranks.next().value!));
}

/** Twice the rank of each size, a whole number also where equal sizes share the mean of their ranks. */
function doubledRanks(sizes: readonly number[]): number[] {
  const sorted = [...sizes].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const positions = new Map<number, { first: number; last: number }>();
  sorted.forEach((size, i) => {
    const position = positions.get(size);
    if (position) position.last = i + 1;
    else positions.set(size, { first: i + 1, last: i + 1 });
  });
  return sizes.map((size) => {
    const { first, last } = positions.get(size)!;
    return first + last;
  });
}

/** P(|T - E T| >= |observed - E T|), T the sum of the ranks that fair coins choose. */
function exactP(doubled: readonly number[], observed: number): number {
  const total = doubled.reduce((sum, rank) => sum + rank, 0);
  const probability = new Float64Array(total + 1);
  probability[0] = 1;
  let reached = 0;
  for (const rank of doubled) {
    reached += rank;
    for (let sum = reached; sum >= 0; sum--) {
      probability[sum] = 0.5 * (probability[sum] + (sum >= rank ? probability[sum - rank] : 0));
    }
  }
  const distance = Math.abs(2 * observed - total);
  return Math.min(
    1,
    probability.reduce((sum, each, at) => sum + (Math.abs(2 * at - total) >= distance ? each : 0), 0),
  );
}

/** The normal approximation, with the ties' own variance and a continuity correction of half a rank. */
function normalP(doubled: readonly number[], observed: number): number {
  const total = doubled.reduce((sum, rank) => sum + rank, 0);
  const std = 0.5 * Math.sqrt(doubled.reduce((sum, rank) => sum + rank * rank, 0));
  const distance = Math.max(0, Math.abs(observed - total / 2) - 1);
  return 2 * normalCdf(-distance / std);
}
