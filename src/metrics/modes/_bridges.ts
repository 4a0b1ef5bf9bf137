/** Samples on the way from one mode to a neighbouring one. */

import type { Distribution, Mode } from '../../core/gan/targets/_target.js';
import { centresOf } from './_centres.js';
import { CORE_SHARE, noisyCoordinates, squaredReach } from './_mode-width.js';

interface Bridge {
  readonly from: readonly number[];
  readonly along: readonly number[];
  readonly squaredLength: number;
  /** Mean standard deviation of both ends, of each coordinate. */
  readonly std: readonly number[];
}

/** The part of a bridge that counts: its middle half, which wide modes do not reach. */
const MIDDLE = [1 / 4, 3 / 4] as const;

/**
 * Number of rows in the middle half of a bridge: no farther from the segment between two neighbouring modes than a mode's own samples
 * are from its centre. Null where there are fewer than two modes, or where modes have no spread.
 */
export function countBetween(
  x: Float64Array,
  { dim, modes }: Pick<Distribution, 'dim'> & { readonly modes: readonly Mode[] },
): number | null {
  const coordinates = noisyCoordinates(modes);
  if (coordinates === null || centresOf(modes).count < 2) return null;
  const reach = squaredReach(CORE_SHARE, coordinates);
  const bridges = bridgesOf(modes);
  let count = 0;
  for (let at = 0; at < x.length; at += dim) if (bridges.some((bridge) => isOn(bridge, x, at, reach))) count++;
  return count;
}

function isOn({ from, along, squaredLength, std }: Bridge, x: Float64Array, at: number, reach: number): boolean {
  let product = 0;
  for (let i = 0; i < from.length; i++) product += (x[at + i] - from[i]) * along[i];
  const position = product / squaredLength;
  if (!(position > MIDDLE[0] && position < MIDDLE[1])) return false;
  let squared = 0;
  for (let i = 0; i < from.length && squared < reach; i++) {
    const difference = x[at + i] - from[i] - position * along[i];
    if (difference !== 0) squared += (difference / std[i]) ** 2;
  }
  return squared < reach;
}

/** Neighbours by the relative neighbourhood graph: no third mode is nearer to both than they are to each other. */
function bridgesOf(modes: readonly Mode[]): readonly Bridge[] {
  const squared = (a: Mode, b: Mode) => a.mean.reduce((sum, m, i) => sum + (m - b.mean[i]) ** 2, 0);
  return modes.flatMap((a, i) =>
    modes.slice(0, i).flatMap((b): readonly Bridge[] => {
      const squaredLength = squared(a, b);
      if (squaredLength === 0) return [];
      const isNearer = (c: Mode) => Math.max(squared(a, c), squared(b, c)) < squaredLength * (1 - ROUNDING);
      if (modes.some((c) => c !== a && c !== b && isNearer(c))) return [];
      const std = a.std.map((deviation, k) => (deviation + b.std[k]) / 2);
      return [{ from: a.mean, along: b.mean.map((m, k) => m - a.mean[k]), squaredLength, std }];
    }),
  );
}

const ROUNDING = 1e-9; // relative: of a grid's equal distances
