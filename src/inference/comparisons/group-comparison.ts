/** A comparison of groups of settings: what is asked, and the result. */
import type { Bootstrapped } from '../../core/math/statistics/interquartile-mean.js';
import type { Interval } from '../../core/math/statistics/statistics.js';
import type { Metric } from '../../metrics/metric.js';
import type { Outcome } from '../../records/run-record.js';
import type { PairedComparison } from './compare-pairs.js';

export interface ComparisonRequest {
  /** An axis; `experiment` where there are several. */
  readonly by: string;
  /** A column; by default the first with a better direction that all experiments measure. */
  readonly metric?: string | undefined;
  /** The label that the others are tested against; by default the first in the file. */
  readonly against?: string | undefined;
}

export interface GroupComparison {
  readonly by: string;
  readonly metric: string;
  readonly better: Metric['better'];
  readonly unit: string;
  readonly against: string;
  /** Axes on which two runs must agree, besides the seed, to form a pair. */
  readonly matched: readonly string[];
  readonly groups: readonly GroupResult[];
  /** What limits the comparison: few seeds, absent values, axes that change together. */
  readonly cautions: readonly string[];
}

export interface GroupResult {
  readonly label: string;
  /** Whether nothing is random in its settings: one run of each counts. */
  readonly deterministic: boolean;
  readonly settings: number;
  readonly seeds: number;
  readonly outcomes: Readonly<Record<Outcome | 'missing', number>>;
  /** Diverged / (finished + diverged); null where neither happened. */
  readonly failureRate: { readonly rate: number; readonly interval: Interval } | null;
  /** Runs that count: with a final value, or diverged. */
  readonly n: number;
  /** Number of runs that do not count, by reason. */
  readonly leftOut: Readonly<Record<string, number>>;
  /** Interquartile mean of the final values, in the metric's unit. */
  readonly iqm: { readonly value: number; readonly interval: Bootstrapped } | { readonly absent: string };
  /** 1 is the best; null where the metric has no better direction, or no run is in every group. */
  readonly medianRank: number | null;
  /** Null for the group that the others are tested against. */
  readonly paired: PairedComparison | null;
}
