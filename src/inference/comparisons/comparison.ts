/** What is asked of a comparison of settings, and what it says. */
import type { Bootstrapped } from '../../core/math/statistics/interquartile-mean.js';
import type { Interval } from '../../core/math/statistics/statistics.js';
import type { Metric } from '../../metrics/metric.js';
import type { Outcome } from '../../records/run-record.js';
import type { Paired } from './paired.js';

export interface Question {
  /** The axis, or `experiment` where there are several. */
  readonly by: string;
  /** A column; unless given, the first that all measure and that has a better end. */
  readonly metric?: string | undefined;
  /** The label that the others are tested against; unless given, the first in the file. */
  readonly against?: string | undefined;
}

export interface Comparison {
  readonly by: string;
  readonly metric: string;
  readonly better: Metric['better'];
  readonly unit: string;
  readonly against: string;
  /** Axes on which two runs must agree, besides the seed, to be a pair. */
  readonly matched: readonly string[];
  readonly groups: readonly Group[];
  /** What a reader must know before believing it: few seeds, absent readings, axes that change together. */
  readonly cautions: readonly string[];
}

export interface Group {
  readonly label: string;
  /** Whether nothing is random in its settings: one run of each stands for all. */
  readonly certain: boolean;
  readonly settings: number;
  readonly seeds: number;
  readonly outcomes: Readonly<Record<Outcome | 'missing', number>>;
  /** Diverged / (finished + diverged); null where neither happened. */
  readonly failureRate: { readonly rate: number; readonly interval: Interval } | null;
  /** Runs that count: with a final reading, or diverged. */
  readonly n: number;
  /** Why other runs do not count, and how often. */
  readonly leftOut: Readonly<Record<string, number>>;
  /** Interquartile mean of the final readings. */
  readonly iqm: { readonly value: number; readonly interval: Bootstrapped } | { readonly absent: string };
  readonly medianRank: number | null;
  /** Null for the group that the others are tested against. */
  readonly paired: Paired | null;
}
