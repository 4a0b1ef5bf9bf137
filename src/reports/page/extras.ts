/** What a report needs beside the records: the records decide the numbers, this gives their meaning. */

import type { Setting } from '../../core/gan/setting.js';
import type { Distribution } from '../../core/gan/targets/_target.js';
import type { ClaimResult } from '../../inference/claims/claims.js';
import type { NullResult } from '../../metrics/_nulls/draw-nulls.js';
import type { Metric } from '../../metrics/metric.js';
import type { ExperimentRecord } from '../../records/run-record.js';

/** What is known of a metric without measuring it. */
export type MetricFacts = Omit<Metric, 'compute' | 'options' | 'estimator'>;

/** A column of results, with what is known of its metric. */
export interface MetricColumn {
  readonly name: string;
  readonly metric: MetricFacts;
}

/** The properties of a game that plots and sentences use. */
export interface KnownGame {
  /** Whether anything in a run is random: initial parameters, data or noise. */
  readonly random: boolean;
  /** The parameters of both players at the equilibrium; null if it is not known, or a player has more than one parameter. */
  readonly equilibrium: readonly [generator: number, discriminator: number] | null;
  /** v = (-grad L_G, -grad L_D) at points (G, D); null if a player has more than one parameter. */
  readonly field: ((points: readonly Float64Array[]) => Promise<readonly Float64Array[]>) | null;
}

/** What `renderReport` can be given beside the records; by default, what this version of Helvetica knows. */
export interface ReportExtras {
  /** Facts of the metrics by name; a metric that is missing is shown without description, range and ideal value. */
  readonly metrics: ReadonlyMap<string, MetricFacts>;
  /** The target of a setting, for its density and modes; null where it cannot be built any more. */
  distribution(setting: Setting): Distribution | null;
  /** The claims of an experiment with their verdicts. */
  claims(record: ExperimentRecord): readonly ClaimResult[];
  /** By column, the values at q = p of metrics that rest on samples, or why they are absent. By default none are shown. */
  nulls?(record: ExperimentRecord, setting: Setting): ReadonlyMap<string, NullResult>;
  /** The game of a setting if it is known in closed form, else null. By default no game is known. */
  game?(setting: Setting): Promise<KnownGame | null>;
  /** The command line that renders this report again, for the section Provenance. By default none is printed. */
  readonly command?: string;
}
