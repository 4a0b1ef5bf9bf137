/** Further draws of the data, which the compared ones know nothing of. */
import type { Snapshot } from '../core/snapshot/snapshot.js';
import { isSampled } from '../density/known-density.js';
import type { Clouds } from './_clouds.js';

export interface HeldOut {
  readonly further: Float64Array;
  /** What is left of the compared draws, rows of `dim`: all, where others could be drawn. */
  readonly real: Float64Array;
}

/**
 * `rows` draws of the target; of data that is known from samples only, the first half of the compared ones, and `rows` at
 * most: a file's rows, drawn again, would be the compared ones.
 */
export function heldOut(
  { target, stream }: Snapshot,
  { real, n, dim }: Clouds,
  { rows, purpose }: { readonly rows: number; readonly purpose: string },
): HeldOut {
  if (isSampled(target)) {
    const held = Math.min(rows, n >> 1);
    return { further: real.subarray(0, held * dim), real: real.subarray(held * dim) };
  }
  const further = new Float64Array(rows * dim);
  target.sample(further, stream(purpose));
  return { further, real };
}
