/** Where a cut of the latent plane is too coarse. */
import type { KnownDensity } from '../known-density.js';
import type { Image } from './latent-cells.js';

/** How far a triangle lies from the data and how far it reaches, in the target's scale. */
export interface Lie {
  /** Of its nearest and its farthest corner. */
  readonly near: number;
  readonly far: number;
  /** The longest side. */
  readonly reach: number;
}

const SEEN = 4; // of the target's scale: farther out there is next to nothing of p, and js does not see where q is

/**
 * What a triangle may make a divergence wrong by, as a share of it, where G misses being straight by `miss` of the target's
 * scale. Of KL(q || p): log p changes by as many nats a standard deviation as that is away from a mode; `depth` is the
 * mean of half that distance squared, which is what KL comes to. Of js: nothing where p is nothing, and ln 2 at most.
 */
export function worthOf(
  { mass, miss }: { mass: number; miss: number },
  { near, far, reach }: Lie,
  depth: number,
): number {
  const ofKl = (miss * (1 + far + reach / 2)) / (1 + depth);
  const ofJs = near < SEEN + reach / 2 ? Math.min(1, miss) / Math.LN2 : 0;
  return mass * (ofKl + ofJs);
}

/** How many standard deviations away from its peak a Gaussian would be that is as much less likely. */
export function distancesOf(x: Float64Array, target: KnownDensity, peak: number): Float64Array {
  const found = target.logDensity(x);
  for (let i = 0; i < found.length; i++) found[i] = Math.min(FARTHEST, Math.sqrt(2 * Math.max(0, peak - found[i])));
  return found;
}

const FARTHEST = 1e6; // of the target's scale; where p is 0, log p has no slope to speak of

/** The largest log density at the modes, or at x where there are none. */
export function peakOf(target: KnownDensity, x: Float64Array): number {
  const at = target.modes ? Float64Array.from(target.modes.flatMap(({ mean }) => mean)) : x;
  return target.logDensity(at).reduce((most, logP) => Math.max(most, logP), -Infinity);
}

/** How far G may be from straight in each cell, in units of x: what its bends at the corners say. */
export function missesOf({ x, z }: Image, side: number): Float64Array {
  const across = { along: 1, other: side + 1, coordinate: 0 };
  const along = { along: side + 1, other: 1, coordinate: 1 };
  const misses = new Float64Array(side * side);
  for (const direction of [across, along])
    for (let line = 0; line <= side; line++) addLine(misses, { x, z, side, line, ...direction });
  return misses;
}

interface Line {
  readonly x: Float64Array;
  readonly z: Float64Array;
  readonly side: number;
  readonly line: number;
  /** From a corner to the next one on the line, and to the same one of the next line. */
  readonly along: number;
  readonly other: number;
  readonly coordinate: number;
}

/**
 * A kink within an edge turns G's slope at both of its ends, by parts that say where it is: at its tip the miss is the length
 * times their product over their sum. (Where G is smooth this is four times too much.)
 */
function addLine(misses: Float64Array, { x, z, side, line, along, other, coordinate }: Line): void {
  let before = 0;
  for (let i = 0; i < side; i++) {
    const from = line * other + i * along;
    const to = from + along;
    const length = z[2 * to + coordinate] - z[2 * from + coordinate];
    const after = i + 1 < side ? turn(x, z, to, along, coordinate) : 0;
    const miss = before > 0 && after > 0 ? (length * before * after) / (before + after) : 0;
    before = after;
    // The edge's two cells: before and behind the line.
    for (let row = Math.max(0, line - 1); row <= line && row < side; row++) {
      const cell = along === 1 ? row * side + i : i * side + row;
      if (miss > misses[cell]) misses[cell] = miss;
    }
  }
}

/** By how much the slope of x changes at a corner, on a line. */
function turn(x: Float64Array, z: Float64Array, at: number, along: number, coordinate: number): number {
  const back = at - along;
  const ahead = at + along;
  const before = 1 / (z[2 * at + coordinate] - z[2 * back + coordinate]);
  const after = 1 / (z[2 * ahead + coordinate] - z[2 * at + coordinate]);
  const byX = (x[2 * ahead] - x[2 * at]) * after - (x[2 * at] - x[2 * back]) * before;
  const byY = (x[2 * ahead + 1] - x[2 * at + 1]) * after - (x[2 * at + 1] - x[2 * back + 1]) * before;
  return Math.sqrt(byX * byX + byY * byY);
}
