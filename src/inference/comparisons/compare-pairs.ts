/** Groups compared pair by pair: each run with the one that differs from it in the compared axis alone. */

import { groupBy } from '../../core/collections/group-by.js';
import { holm } from '../../core/math/statistics/holm.js';
import { signFlip } from '../../core/math/statistics/sign-flip.js';
import { median } from '../../core/math/statistics/statistics.js';
import { signedRanks, wilcoxon } from '../../core/math/statistics/wilcoxon.js';
import { type Direction, difference, type FinalValue, gain } from './final-value.js';

/** Final values by the key of their pair. */
export type FinalValues = ReadonlyMap<string, FinalValue & { readonly seed: number }>;

export interface PairedComparison {
  readonly pairs: number;
  /** Distinct seeds. Runs of one seed share their noise and data, so that tests flip the signs of a seed's pairs together. */
  readonly seeds: number;
  /** Pairs in which this group is better than, equal to and worse than the other; null without a better direction. */
  readonly wins: { readonly better: number; readonly equal: number; readonly worse: number } | null;
  /** Median of this group's value minus the other's, in the metric's unit; null without pairs. */
  readonly medianDifference: number | null;
  /** Wilcoxon's signed-rank test of the order; null without pairs. */
  readonly wilcoxon: AdjustedTest | null;
  /** The sign-flip test of the mean difference; null without pairs, or where a difference is infinite. */
  readonly signFlip: AdjustedTest | null;
}

export interface AdjustedTest {
  /** Two-sided. */
  readonly p: number;
  /** Adjusted by Holm for all groups that are compared. */
  readonly adjusted: number;
}

/** Each group against the same reference. */
export function comparePairs(
  reference: FinalValues,
  groups: readonly FinalValues[],
  direction: Direction,
): PairedComparison[] {
  const raw = groups.map((group) => pairUp(group, reference, direction));
  const ranks = adjust(raw.map(({ wilcoxonP }) => wilcoxonP));
  const means = adjust(raw.map(({ signFlipP }) => signFlipP));
  return raw.map(({ pairs, seeds, wins, medianDifference }, i) => ({
    pairs,
    seeds,
    wins,
    medianDifference,
    wilcoxon: ranks[i],
    signFlip: means[i],
  }));
}

function pairUp(group: FinalValues, reference: FinalValues, direction: Direction) {
  const both = [...group].flatMap(([key, mine]) => {
    const other = reference.get(key);
    return other ? [{ mine, other }] : [];
  });
  const gains = both.map(({ mine, other }) => gain(mine, other, direction));
  const differences = both.map(({ mine, other }) => difference(mine, other));
  const seeds = both.map(({ mine }) => mine.seed);
  const bySeed = (parts: readonly number[]) =>
    [...groupBy([...parts.keys()], (i) => seeds[i]).values()].map((of) => of.reduce((sum, i) => sum + parts[i], 0));
  const isAlone = new Set(seeds).size === seeds.length;
  const count = (is: (gain: number) => boolean) => gains.filter(is).length;
  const middle = median(differences);
  return {
    pairs: both.length,
    seeds: new Set(seeds).size,
    wins:
      direction.better === 'neither'
        ? null
        : { better: count((g) => g > 0), equal: count((g) => g === 0), worse: count((g) => g < 0) },
    medianDifference: Number.isNaN(middle) ? null : middle,
    wilcoxonP: both.length > 0 ? (isAlone ? wilcoxon(gains).p : signFlip(bySeed(signedRanks(gains))).p) : null,
    signFlipP: both.length > 0 && differences.every(Number.isFinite) ? signFlip(bySeed(differences)).p : null,
  };
}

/** Holm's correction over the tests that were made. */
function adjust(ps: readonly (number | null)[]): (AdjustedTest | null)[] {
  const adjusted = holm(ps.filter((p) => p !== null)).values();
  return ps.map((p) => (p === null ? null : { p, adjusted: adjusted.next().value! }));
}

/** Each group's median rank, 1 the best, among the runs with a counterpart in every group; null where there is none. */
export function medianRanks(groups: readonly FinalValues[], direction: Direction): (number | null)[] {
  if (direction.better === 'neither') return groups.map(() => null);
  const keys = [...(groups[0]?.keys() ?? [])].filter((key) => groups.every((group) => group.has(key)));
  const ranks = keys.map((key) => {
    const values = groups.map((group) => group.get(key)!);
    // Equal values share the mean of their ranks.
    return values.map((mine) => {
      const gains = values.map((other) => gain(other, mine, direction));
      return gains.filter((g) => g > 0).length + (gains.filter((g) => g === 0).length + 1) / 2;
    });
  });
  return groups.map((_, i) => (ranks.length > 0 ? median(ranks.map((row) => row[i])) : null));
}
