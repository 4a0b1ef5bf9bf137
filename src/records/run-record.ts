/** What runs leave behind, as read back from a results folder: the only thing that reports, claims and comparisons see. */
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
  /** Steps really trained. */
  readonly steps: number;
  /** Why, where the outcome is an error or the run diverged. */
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
  /** Runs of the plan that have a summary; a missing one has not run yet. */
  readonly runs: readonly RunRecord[];
  /** Distinct environments in which the runs were made. */
  readonly environments: readonly Environment[];
}
