/** The final values of a metric over the seeds of a setting, with the diverged runs ranked worst. */

import { groupBy } from '../../core/collections/group-by.js';
import { bootstrapInterval, interquartileMean } from '../../core/math/statistics/interquartile-mean.js';
import type { Interval } from '../../core/math/statistics/statistics.js';
import { finalValueOf } from '../../inference/comparisons/final-value.js';
import { canonicalJson } from '../../records/identity.js';
import type { RunRecord } from '../../records/run-record.js';
import type { MetricColumn } from './extras.js';
import type { ReportSetting } from './report-settings.js';

/** A final value, or a run that diverged: worse than any value. */
export type RankedValue = number | 'diverged';

export interface MetricSummary {
  /** From best to worst; from low to high where neither is better. */
  readonly ranked: readonly RankedValue[];
  /** The median; null without runs. Halfway between a number and a diverged run lies a diverged run. */
  readonly median: RankedValue | null;
  /** A reason for each run without a final value. */
  readonly absent: readonly string[];
}

export function summarizeMetric({ runs }: Pick<ReportSetting, 'runs'>, { name, metric }: MetricColumn): MetricSummary {
  const values: number[] = [];
  const absent: string[] = [];
  let diverged = 0;
  for (const run of runs) {
    const final = finalValueOf(run, name, metric);
    if ('absent' in final) absent.push(final.absent);
    else if (final.diverged) diverged++;
    else values.push(final.value);
  }
  values.sort((a, b) => (metric.better === 'higher' ? b - a : a - b));
  const ranked = [...values, ...Array<'diverged'>(diverged).fill('diverged')];
  return { ranked, median: medianOf(ranked), absent };
}

function medianOf(ranked: readonly RankedValue[]): RankedValue | null {
  if (ranked.length === 0) return null;
  const [low, high] = [ranked[Math.ceil(ranked.length / 2) - 1], ranked[Math.floor(ranked.length / 2)]];
  if (low === 'diverged' || high === 'diverged') return 'diverged';
  return low === high ? low : (low + high) / 2;
}

const MAX_DIVERGED_SHARE = 0.25; // of the runs: what the interquartile mean cuts from each end

/**
 * The interquartile mean and its bootstrap interval, a diverged run taking the metric's worst value. Null if more than a
 * quarter of the runs diverged.
 */
export function interquartileSummary(
  { ranked }: MetricSummary,
  { metric }: MetricColumn,
): { value: number; interval: Interval } | null {
  const diverged = ranked.filter((value) => value === 'diverged').length;
  if (ranked.length === 0 || diverged > MAX_DIVERGED_SHARE * ranked.length) return null;
  const worst = metric.range[metric.better === 'lower' ? 1 : 0];
  const values = ranked.map((value) => (value === 'diverged' ? worst : value));
  const value = interquartileMean(values);
  return Number.isNaN(value) ? null : { value, interval: bootstrapInterval(values) };
}

/** Negative if a is better than b; 0 where neither direction is. */
export function compareRanked(a: RankedValue, b: RankedValue, { metric }: MetricColumn): number {
  if (metric.better === 'neither' || a === b) return 0;
  if (a === 'diverged') return 1;
  if (b === 'diverged') return -1;
  return metric.better === 'lower' ? a - b : b - a;
}

export function countOutcomes(runs: readonly RunRecord[]): Readonly<Record<RunRecord['outcome'], number>> {
  const counts = { finished: 0, diverged: 0, error: 0, interrupted: 0 };
  for (const { outcome } of runs) counts[outcome]++;
  return counts;
}

/** Groups of settings with the same target, or the same game where there is no target: only these are comparable. */
export function groupByTarget(settings: readonly ReportSetting[]): ReportSetting[][] {
  const keyOf = ({ cell }: ReportSetting) => canonicalJson(cell.setting.target ?? cell.setting.game.name);
  return [...groupBy(settings, keyOf).values()];
}
