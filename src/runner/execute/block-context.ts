/** What working on a block needs, and how its worker reports meanwhile. */
import type { MeasureContext, Measured } from '../measure/measure.js';
import type { Block } from '../plan/block.js';
import { errorPath } from '../store/bytes/storage-error.js';
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
  readonly values: Measured['values'];
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

/** How a worker's block ended. */
export type BlockEnd =
  | { readonly kind: 'done' }
  /** It was asked to stop, and has written checkpoints. */
  | { readonly kind: 'stopped' }
  /** It threw an error, and would again. `code` and `path`: of an error of the operating system. */
  | {
      readonly kind: 'failed';
      readonly error: string;
      readonly code?: string | undefined;
      readonly path?: string | undefined;
    }
  /** The worker's process ended. */
  | { readonly kind: 'died'; readonly how: string };

/** The end that the error of a block stands for. */
export function endOf(error: unknown): BlockEnd {
  if (error instanceof StoppedError) return { kind: 'stopped' };
  if (!(error instanceof Error)) return { kind: 'failed', error: String(error) };
  const { stack, message, code } = error as NodeJS.ErrnoException;
  return { kind: 'failed', error: stack ?? message, code, path: errorPath(error) };
}
