/** What one process is asked to do, what it does it with, and how the two talk meanwhile. */

import type { Backend } from '../core/engine/program.js';
import type { Parts } from '../core/gan/build.js';
import type { Evaluator } from '../core/training/evaluator.js';
import type { Compiled } from '../core/training/trainer.js';
import type { Measure, PlannedCell } from '../records/experiment.js';
import type { Environment } from '../records/run-record.js';
import type { Measured } from './measure/measure.js';

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
  /** `train`, or `measure` again what finished runs have kept. */
  readonly job: 'train' | 'measure';
  /** The same setting with fewer steps, the longest first: runs of theirs are gone on with. */
  readonly shorter: readonly ShorterCell[];
  /** Checkpoints are written every so many steps too, and not only by time. */
  readonly checkpointEvery: number | null;
}

/** A cell of this experiment's folder, outside its plan. */
export interface ShorterCell {
  readonly id: string;
  readonly folder: string;
}

/** What a process keeps between blocks. */
export interface WorkerContext {
  /** Trains. */
  readonly backend: Backend;
  /** Measures, in float64. */
  readonly exact: Backend;
  readonly compiled: Compiled;
}

export interface BlockProgress {
  readonly step: number;
  /** Of the block's work, where that is not the share of its steps: runs are measured one after another. */
  readonly share?: number;
  /** The latest readings of the block's first live seed. */
  readonly readings: Measured['readings'];
}

/** What a block tells and is told while it is worked on. */
export interface Control {
  report(progress: BlockProgress): void;
  /** What should be known of a run, though it is no error. */
  note(seed: number, says: string): void;
  /** Asked between steps: then the block writes checkpoints and throws `Stopped`. */
  stopping(): boolean;
}

/** The block was told to stop, and has written its checkpoints. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

/** A block while it is worked on. */
export interface Work {
  readonly block: Block;
  readonly parts: Parts;
  readonly evaluator: Evaluator;
  readonly workshop: WorkerContext;
  readonly control: Control;
}
