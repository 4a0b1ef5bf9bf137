/** What working on a block needs, and how its worker reports meanwhile. */
import type { MeasureContext, Measured } from '../measure/measure.js';
import type { Block } from '../plan/block.js';
import type { WorkerContext } from './worker-context.js';

/** A block in progress. */
export interface BlockContext extends MeasureContext {
  readonly block: Block;
  readonly worker: WorkerContext;
  readonly control: BlockControl;
}

export interface BlockProgress {
  readonly step: number;
  /** Share of the block's work that is done, where it is not the share of its steps: runs are measured one after another. */
  readonly share?: number;
  /** The latest metric values of the block's first run in progress. */
  readonly readings: Measured['readings'];
}

/** What a block reports, and how it learns that it is to stop. */
export interface BlockControl {
  report(progress: BlockProgress): void;
  /** A notice about a run that is not an error. */
  note(seed: number, text: string): void;
  /** Asked between steps; where true, the block writes checkpoints and throws `StoppedError`. */
  stopping(): boolean;
}

/** The block was asked to stop, and has written its checkpoints. */
export class StoppedError extends Error {
  override readonly name = 'StoppedError';
}
