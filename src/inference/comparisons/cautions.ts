/** What limits a comparison, in sentences. */
import { minimum } from '../../core/math/long-lists.js';
import { plural } from '../../core/text/words.js';
import type { GroupResult } from './group-comparison.js';
import type { Grouping } from './groups.js';

interface Compared extends Pick<Grouping, 'tied' | 'withoutLabel' | 'withoutCounterpart'> {
  readonly by: string;
  readonly against: string;
  readonly results: readonly GroupResult[];
}

export function cautionsOf({ by, against, results, tied, withoutLabel, withoutCounterpart }: Compared): string[] {
  return [
    ...tied.map((axis) => `${axis} changes together with ${by}: their effects cannot be separated`),
    ...(withoutLabel > 0 ? [`${plural(withoutLabel, 'run')} left out: no ${by} in the setting`] : []),
    ...(withoutCounterpart > 0
      ? [`${plural(withoutCounterpart, 'run')} left out: no counterpart of the setting with another ${by}`]
      : []),
    ...results.flatMap(leftOut),
    ...results.flatMap(missing),
    ...unpaired(results, against),
    ...(results.every(({ deterministic }) => deterministic)
      ? [DETERMINISTIC]
      : [...singleSeed(results), ...fewSeeds(results)]),
  ];
}

function leftOut({ label, leftOut }: GroupResult): string[] {
  return Object.entries(leftOut).map(([why, count]) => `${label}: ${plural(count, 'run')} left out: ${why}`);
}

function missing({ label, outcomes }: GroupResult): string[] {
  return outcomes.missing > 0 ? [`${label}: ${plural(outcomes.missing, 'planned run')} missing`] : [];
}

/** Groups with final values that form no pair with those of the reference. */
function unpaired(results: readonly GroupResult[], against: string): string[] {
  const reference = results.find(({ label }) => label === against);
  if (!reference?.n) return [];
  const alone = results.filter(({ n, paired }) => n > 0 && paired?.pairs === 0);
  return alone.map(({ label }) => `no run of ${label} forms a pair with a run of ${against}`);
}

function singleSeed(results: readonly GroupResult[]): string[] {
  return results.some(({ seeds }) => seeds === 1) ? ['a single seed shows what can happen, not how often'] : [];
}

const DETERMINISTIC = 'nothing is random in these settings: one run each is exact, and no test applies';

const LEVEL = 0.05; // of significance

/** A sign test on n seeds has no two-sided p below 2^(1-n), and Holm multiplies the smallest by the number of tests. */
function fewSeeds(results: readonly GroupResult[]): string[] {
  const tested = results.flatMap(({ paired }) => (paired && paired.pairs > 0 ? [paired.seeds] : []));
  const fewest = minimum(tested);
  const smallest = Math.min(1, tested.length * 2 ** (1 - fewest));
  if (tested.length === 0 || smallest <= LEVEL) return [];
  const needed = Math.ceil(1 + Math.log2(tested.length / LEVEL));
  const comparisons = tested.length === 1 ? '' : ` and ${tested.length} comparisons`;
  return [
    `with ${plural(fewest, 'seed')}${comparisons} no difference can be significant at ${LEVEL}: the smallest possible p is ${Number(smallest.toPrecision(3))}; at least ${needed} seeds are needed`,
  ];
}
