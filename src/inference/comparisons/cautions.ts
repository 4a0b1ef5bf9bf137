/** What a comparison could not show, in sentences. */
import { plural } from '../../core/text/words.js';
import type { Group } from './comparison.js';

interface Compared {
  readonly by: string;
  readonly against: string;
  readonly groups: readonly Group[];
  readonly tied: readonly string[];
  readonly without: number;
  readonly alone: number;
}

export function cautionsOf({ by, against, groups, tied, without, alone }: Compared): string[] {
  return [
    ...tied.map((axis) => `${axis} changes along with ${by}: this compares both at once`),
    ...(without > 0 ? [`${without} runs whose setting has no ${by} are left out`] : []),
    ...(alone > 0 ? [`${plural(alone, 'run')} left out: no other ${by} was run in the same setting`] : []),
    ...groups.flatMap(leftOut),
    ...groups.flatMap(notRun),
    ...unpaired(groups, against),
    ...(groups.every(({ certain }) => certain) ? [CERTAIN] : [...fewSeeds(groups), ...fewPairs(groups)]),
  ];
}

function leftOut({ label, leftOut }: Group): string[] {
  return Object.entries(leftOut).map(([why, count]) => `${label}: ${plural(count, 'run')} left out: ${why}`);
}

function notRun({ label, outcomes: { missing } }: Group): string[] {
  return missing > 0 ? [`${label}: ${plural(missing, 'run')} of the plan not run yet`] : [];
}

/** Where there are readings on both sides, but none that match. */
function unpaired(groups: readonly Group[], against: string): string[] {
  const reference = groups.find(({ label }) => label === against);
  if (!reference?.n) return [];
  const alone = groups.filter(({ n, paired }) => n > 0 && paired?.pairs === 0);
  return alone.map(({ label }) => `no run of ${label} matches one of ${against}: nothing is paired`);
}

function fewSeeds(groups: readonly Group[]): string[] {
  return groups.some(({ seeds }) => seeds === 1) ? ['a single seed shows what can happen, not how often'] : [];
}

const CERTAIN = 'nothing is random here: one run of each setting says everything, and there is nothing to test';

const LEVEL = 0.05;

/** A sign test on n seeds has no two-sided p below 2^(1-n), and Holm multiplies the smallest by the number of tests. */
function fewPairs(groups: readonly Group[]): string[] {
  const tested = groups.flatMap(({ paired }) => (paired && paired.pairs > 0 ? [paired.seeds] : []));
  const fewest = Math.min(...tested);
  const least = Math.min(1, tested.length * 2 ** (1 - fewest));
  if (tested.length === 0 || least <= LEVEL) return [];
  const enough = Math.ceil(1 + Math.log2(tested.length / LEVEL));
  const tests = tested.length === 1 ? '' : ` and ${tested.length} comparisons`;
  return [
    `${plural(fewest, 'seed')}${tests} cannot show a difference at ${LEVEL}: p is at least ${Number(least.toPrecision(3))} whatever the readings; ${enough} seeds could`,
  ];
}
