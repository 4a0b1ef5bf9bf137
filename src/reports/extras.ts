/** What a report needs beside the records. Records alone decide the numbers; this says what they mean. */
import type { ExperimentRecord } from '../core/records.js';
import type { Setting } from '../core/setting.js';
import type { Distribution } from '../core/target.js';
import type { ClaimResult } from '../diagnosis/claims.js';
import type { Metric } from '../metrics/metric.js';
import type { Null } from '../metrics/null.js';

/** What is known of a metric without measuring it. */
export type MetricFacts = Omit<Metric, 'read' | 'options'>;

export interface ReportExtras {
  readonly metrics: ReadonlyMap<string, MetricFacts>;
  /** The target of a setting, for its density and modes; null where it cannot be made any more. */
  distribution(setting: Setting): Distribution | null;
  /** The experiment's claims, judged. */
  claims(record: ExperimentRecord): readonly ClaimResult[];
  /** By column, what is read from samples of a setting's target itself; of columns that rest on samples. */
  nulls?(record: ExperimentRecord, setting: Setting): ReadonlyMap<string, Null>;
  /** The command line that makes this report again. */
  readonly command: string;
}
