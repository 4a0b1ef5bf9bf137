/** What a report needs beside the records. Records alone decide the numbers; this says what they mean. */

import type { Setting } from '../../core/gan/setting.js';
import type { Distribution } from '../../core/gan/targets/_target.js';
import type { ClaimResult } from '../../inference/claims/claims.js';
import type { NullResult } from '../../metrics/_nulls/draw-nulls.js';
import type { Metric } from '../../metrics/metric.js';
import type { ExperimentRecord } from '../../records/run-record.js';

/** What is known of a metric without measuring it. */
export type MetricFacts = Omit<Metric, 'compute' | 'options' | 'estimator'>;

/** A game as pictures and words need to know it. */
export interface KnownGame {
  /** Whether anything in a run is random: start, data or noise. */
  readonly random: boolean;
  /** Where the game comes to rest, G's number and D's; null where that is not known, or a player has more numbers. */
  readonly equilibrium: readonly [generator: number, discriminator: number] | null;
  /** v = (-grad L_G, -grad L_D) at points (G, D); null where a player has more than one number. */
  readonly field: ((points: readonly Float64Array[]) => Promise<readonly Float64Array[]>) | null;
}

export interface ReportExtras {
  readonly metrics: ReadonlyMap<string, MetricFacts>;
  /** The target of a setting, for its density and modes; null where it cannot be made any more. */
  distribution(setting: Setting): Distribution | null;
  /** The experiment's claims, judged. */
  claims(record: ExperimentRecord): readonly ClaimResult[];
  /** By column, what is read from samples of a setting's target itself, or why not; of columns that rest on samples. */
  nulls?(record: ExperimentRecord, setting: Setting): ReadonlyMap<string, NullResult>;
  /** Of settings whose game is known in closed form; null for others. Absent: of none. */
  game?(setting: Setting): Promise<KnownGame | null>;
  /** The command line that makes this report again. */
  readonly command: string;
}
