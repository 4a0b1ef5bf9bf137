/** Whether float32 resolves a target: far from 0 its steps may be wider than what is to be learned. */

import { columnDeviations } from '../math/geometry/distances.js';
import { significant } from '../text/plain-numbers.js';
import type { Distribution } from './targets/_target.js';

/** The distance from |x| to the next float32 above it: 2^-23 of the power of 2 below it, and never below 2^-149. */
export function float32Step(x: number): number {
  const size = Math.max(Math.abs(x), 2 ** -126);
  return 2 ** (Math.floor(Math.log2(size)) - 23);
}

/**
 * Why float32 does not resolve the target, or null: a mode whose standard deviation is below float32's step at its mean; of a target
 * without modes, a coordinate whose spread is below the step at its largest value. Atoms (a standard deviation of 0) are exact points.
 */
export function tooNarrowForFloat32(target: Distribution): string | null {
  const known = checked.get(target);
  if (known !== undefined) return known;
  const reason = narrowest(target);
  checked.set(target, reason);
  return reason;
}

const checked = new WeakMap<Distribution, string | null>(); // a file may have millions of rows

function narrowest(target: Distribution): string | null {
  for (const { std, at } of spreads(target)) {
    const step = float32Step(at);
    if (std > 0 && std < step)
      return `its standard deviation ${significant(std, 3)} is below float32's step of ${significant(step, 3)} at ${significant(at, 3)}: set dtype: float64, or move the target towards 0`;
  }
  return null;
}

interface Spread {
  readonly std: number;
  /** The |x| at which it is to be resolved. */
  readonly at: number;
}

function spreads({ modes, rows, bounds, dim, scale }: Distribution): readonly Spread[] {
  if (modes && modes.length > 0)
    return modes.flatMap(({ mean, std }) => std.map((value, i) => ({ std: value, at: Math.abs(mean[i]) })));
  const farthest = bounds.map(({ low, high }) => Math.max(Math.abs(low), Math.abs(high)));
  if (rows) return columnDeviations(rows, dim).map((std, i) => ({ std, at: farthest[i] }));
  // A coordinate may be much wider than the target's scale, the smallest one.
  return bounds.map(({ low, high }, i) => ({ std: Math.max(scale, (high - low) / 100), at: farthest[i] }));
}
