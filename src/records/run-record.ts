/** Records of runs, as read from a results folder: the only input of reports, claims and comparisons. */
import type { Experiment, PlannedCell } from './experiment.js';
import type { MetricValue } from './metric-value.js';

export type Outcome = 'finished' | 'diverged' | 'error' | 'interrupted';

export interface HistoryRow {
  readonly step: number;
  /** The metric's column name. */
  readonly metric: string;
  readonly value: MetricValue;
}

export interface RunRecord {
  readonly cell: PlannedCell;
  readonly seed: number;
  readonly outcome: Outcome;
  /** Steps that were trained. */
  readonly steps: number;
  /** The reason of an error or a divergence; otherwise null. */
  readonly reason: string | null;
  /** In order of steps, then of metrics as the file lists them. The last step's rows are the final values. */
  readonly history: readonly HistoryRow[];
  /** The seed's folder. */
  readonly folder: string;
}

export interface Environment {
  readonly helvetica: string;
  readonly engine: number;
  readonly backend: string;
  readonly backendDescription: string;
  readonly node: string;
  readonly processor: string;
  readonly platform: string;
  readonly commit: string | null;
  readonly command: string;
}

export interface ExperimentRecord {
  readonly experiment: Experiment;
  /** The experiment's folder. */
  readonly folder: string;
  /** Runs of the plan that have ended; others are missing. */
  readonly runs: readonly RunRecord[];
  /** Distinct environments in which the runs were made. */
  readonly environments: readonly Environment[];
  /** Files of ended runs that are damaged, and whose runs are missing: sentences that begin with the file. */
  readonly damaged?: readonly string[];
}
