/** The unit of work: what one worker is asked to do at a time. */
import type { Measure, PlannedCell } from '../../records/experiment.js';
import type { Environment } from '../../records/run-record.js';

/** Some seeds of one cell: trained together, measured at the plan's steps, written run by run. */
export interface Block {
  readonly cell: PlannedCell;
  readonly seeds: readonly number[];
  readonly measure: Measure;
  /** Identity of `measure`, kept with the results. */
  readonly measured: string;
  /** The experiment's folder. */
  readonly folder: string;
  readonly environment: Environment;
  /** `train`, or `measure` finished runs again, from the parameters that they kept. */
  readonly job: 'train' | 'measure';
  /** The same setting with fewer steps, the longest first: their runs are continued. */
  readonly shorter: readonly ShorterCell[];
  /** Steps between checkpoints, in addition to those by time; null for those alone. */
  readonly checkpointEvery: number | null;
}

/** A cell of this experiment's folder, outside its plan. */
export interface ShorterCell {
  readonly id: string;
  readonly folder: string;
}
