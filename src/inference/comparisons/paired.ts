/** Two arms compared run by run: each run beside the one that differs from it in the compared axis alone. */

import { groupBy } from '../../core/math/group-by.js';
import { holm } from '../../core/math/statistics/holm.js';
import { signFlip } from '../../core/math/statistics/sign-flip.js';
import { median } from '../../core/math/statistics/statistics.js';
import { signedRanks, wilcoxon } from '../../core/math/statistics/wilcoxon.js';
import { type Direction, difference, gain, type Standing } from './final-standing.js';

/** Standings by what a run shares with its match, the seed among it. */
export type Standings = ReadonlyMap<string, Standing & { readonly seed: number }>;

export interface Paired {
  readonly pairs: number;
  /** Different ones among them. Runs of one seed share their noise and data: tests flip the signs of a seed's pairs together. */
  readonly seeds: number;
  /** Pairs in which this arm is better than, equal to and worse than the other; null where the metric has no better end. */
  readonly wins: { readonly better: number; readonly equal: number; readonly worse: number } | null;
  /** Of this arm's value minus the other's; null without pairs. */
  readonly medianDifference: number | null;
  /** Wilcoxon's signed-rank test of the pairs' order. */
  readonly wilcoxon: Tested | null;
  /** The sign-flip test of the mean difference; null without pairs, or where a difference is infinite. */
  readonly signFlip: Tested | null;
}

export interface Tested {
  /** Two-sided. */
  readonly p: number;
  /** Adjusted by Holm for all the arms that are compared. */
  readonly adjusted: number;
}

/** Each arm against the same reference. */
export function pairedWith(reference: Standings, arms: readonly Standings[], direction: Direction): Paired[] {
  const raw = arms.map((arm) => rawPaired(arm, reference, direction));
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

function rawPaired(arm: Standings, reference: Standings, direction: Direction) {
  const both = [...arm].flatMap(([match, mine]) => {
    const other = reference.get(match);
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

/** Holm's correction over the tests that there are. */
function adjust(ps: readonly (number | null)[]): (Tested | null)[] {
  const adjusted = holm(ps.filter((p) => p !== null)).values();
  return ps.map((p) => (p === null ? null : { p, adjusted: adjusted.next().value! }));
}

/** Each arm's median rank, 1 the best, among the matching runs of all arms; null where no run has a match in every arm. */
export function medianRanks(arms: readonly Standings[], direction: Direction): (number | null)[] {
  if (direction.better === 'neither') return arms.map(() => null);
  const matches = [...(arms[0]?.keys() ?? [])].filter((match) => arms.every((arm) => arm.has(match)));
  const ranks = matches.map((match) => {
    const standings = arms.map((arm) => arm.get(match)!);
    // Equal ones share the mean of their ranks.
    return standings.map((mine) => {
      const gains = standings.map((other) => gain(other, mine, direction));
      return gains.filter((g) => g > 0).length + (gains.filter((g) => g === 0).length + 1) / 2;
    });
  });
  return arms.map((_, i) => (ranks.length > 0 ? median(ranks.map((row) => row[i])) : null));
}
