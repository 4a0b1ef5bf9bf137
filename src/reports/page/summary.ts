/** Where an arm's runs ended: a metric's final readings over its seeds, with the diverged runs ranked worst. */

import { groupBy } from '../../core/math/group-by.js';
import { bootstrapInterval, interquartileMean } from '../../core/math/statistics/interquartile-mean.js';
import type { Interval } from '../../core/math/statistics/statistics.js';
import { finalValueOf } from '../../inference/comparisons/final-value.js';
import { canonicalJson } from '../../records/identity.js';
import type { RunRecord } from '../../records/run-record.js';
import type { Column } from '../text/column.js';
import type { Arm } from './settings.js';

/** A final reading, or a run that diverged: worse than any reading. */
export type Ranked = number | 'diverged';

export interface Summary {
  /** From best to worst; from low to high where neither is better. */
  readonly ranked: readonly Ranked[];
  /** The middle of them; null without runs. Halfway between a number and a diverged run lies a diverged run. */
  readonly median: Ranked | null;
  /** Runs without a reading, and why. */
  readonly absent: readonly string[];
}

export function summaryOf(arm: Pick<Arm, 'runs'>, { name, metric }: Column): Summary {
  const values: number[] = [];
  const absent: string[] = [];
  let diverged = 0;
  for (const run of arm.runs) {
    const final = finalValueOf(run, name, metric);
    if ('absent' in final) absent.push(final.absent);
    else if (final.diverged) diverged++;
    else values.push(final.value);
  }
  values.sort((a, b) => (metric.better === 'higher' ? b - a : a - b));
  const ranked = [...values, ...Array<'diverged'>(diverged).fill('diverged')];
  return { ranked, median: middle(ranked), absent };
}

function middle(ranked: readonly Ranked[]): Ranked | null {
  if (ranked.length === 0) return null;
  const [low, high] = [ranked[Math.ceil(ranked.length / 2) - 1], ranked[Math.floor(ranked.length / 2)]];
  if (low === 'diverged' || high === 'diverged') return 'diverged';
  return low === high ? low : (low + high) / 2;
}

const MOST_DIVERGED = 0.25; // as many as the interquartile mean cuts from each end

/** The interquartile mean and its interval, a diverged run taking the metric's worst value; null where too many diverged. */
export function interquartile({ ranked }: Summary, { metric }: Column): { value: number; interval: Interval } | null {
  const diverged = ranked.filter((value) => value === 'diverged').length;
  if (ranked.length === 0 || diverged > MOST_DIVERGED * ranked.length) return null;
  const worst = metric.range[metric.better === 'lower' ? 1 : 0];
  const values = ranked.map((value) => (value === 'diverged' ? worst : value));
  const value = interquartileMean(values);
  return Number.isNaN(value) ? null : { value, interval: bootstrapInterval(values) };
}

/** Below 0 where a is better than b; 0 where neither direction is. */
export function compareRanked(a: Ranked, b: Ranked, { metric }: Column): number {
  if (metric.better === 'neither' || a === b) return 0;
  if (a === 'diverged') return 1;
  if (b === 'diverged') return -1;
  return metric.better === 'lower' ? a - b : b - a;
}

/** How the runs ended. */
export function outcomes(runs: readonly RunRecord[]): Readonly<Record<RunRecord['outcome'], number>> {
  const counts = { finished: 0, diverged: 0, error: 0, interrupted: 0 };
  for (const { outcome } of runs) counts[outcome]++;
  return counts;
}

/** Arms that aim at the same target, or play the same game: only among them is one better than another. */
export function byTarget(arms: readonly Arm[]): Arm[][] {
  const gameOf = ({ cell: { setting } }: Arm) => canonicalJson(setting.target ?? setting.game.name);
  return [...groupBy(arms, gameOf).values()];
}
