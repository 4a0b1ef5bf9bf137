/** Draws of the data that are independent of the compared ones, e.g. to choose a bandwidth or bins. */
import type { Snapshot } from '../core/snapshot/snapshot.js';
import { isSampled } from '../density/known-density.js';
import type { Clouds } from './_clouds.js';

export interface HeldOut {
  /** Rows of `dim` numbers. */
  readonly heldOut: Float64Array;
  /** The draws that are left to compare: all of them where further ones can be drawn. */
  readonly real: Float64Array;
}

/**
 * `rows` fresh draws of the target. For data that is known from samples only, the first half of the compared draws,
 * `rows` at most: rows of a file, drawn again, could be among the compared ones.
 */
export function holdOut(
  { target, stream }: Snapshot,
  { real, m, dim }: Clouds,
  { rows, purpose }: { readonly rows: number; readonly purpose: string },
): HeldOut {
  if (isSampled(target)) {
    const held = Math.min(rows, m >> 1);
    return { heldOut: real.subarray(0, held * dim), real: real.subarray(held * dim) };
  }
  const fresh = new Float64Array(rows * dim);
  target.sample(fresh, stream(purpose));
  return { heldOut: fresh, real };
}
