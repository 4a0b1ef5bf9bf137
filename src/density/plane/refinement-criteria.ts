/** Error indicators of a triangulated latent plane: how much a linear G within a triangle may change the divergences. */
import type { KnownDensity } from '../known-density.js';
import type { MappedTriangulation } from './latent-triangulation.js';

/** Where the image of a triangle lies relative to the data, in the target's scale. */
export interface TriangleExtent {
  /** Distances of its nearest and its farthest vertex from the data, as `modeDistances` gives them. */
  readonly nearest: number;
  readonly farthest: number;
  readonly longestSide: number;
}

const JS_RADIUS = 4; // of the target's scale: beyond, p is negligible and js does not depend on where q is

/**
 * A triangle's share of the relative error of KL(q || p) and of JS, where G deviates from linear by `deviation`, in the target's
 * scale. KL: at a distance of d deviations from a mode, log p changes by d nats a deviation; `klScale` estimates KL itself.
 * JS: nothing where p is negligible, and at most the triangle's mass over ln 2.
 */
export function errorIndicator(
  { mass, deviation }: { readonly mass: number; readonly deviation: number },
  { nearest, farthest, longestSide }: TriangleExtent,
  klScale: number,
): number {
  const ofKl = (deviation * (1 + farthest + longestSide / 2)) / (1 + klScale);
  const ofJs = nearest < JS_RADIUS + longestSide / 2 ? Math.min(1, deviation) / Math.LN2 : 0;
  return mass * (ofKl + ofJs);
}

const MAX_DISTANCE = 1e6; // of the target's scale: where p is 0, log p has no slope

/** sqrt(2 (peak - log p(x))) at each row of x: the distance from a Gaussian's mode, in deviations, at which log p is as low. */
export function modeDistances(x: Float64Array, target: KnownDensity, peak: number): Float64Array {
  const found = target.logDensity(x);
  for (let i = 0; i < found.length; i++) found[i] = Math.min(MAX_DISTANCE, Math.sqrt(2 * Math.max(0, peak - found[i])));
  return found;
}

/** The largest log density at the target's modes; at the rows of x where it has none. */
export function peakLogDensity(target: KnownDensity, x: Float64Array): number {
  const at = target.modes ? Float64Array.from(target.modes.flatMap(({ mean }) => mean)) : x;
  return target.logDensity(at).reduce((largest, logP) => Math.max(largest, logP), -Infinity);
}

/**
 * For each cell of a triangulation of `side` cells a side, how far G may deviate from linear in it, in units of x, judged by the
 * changes of its slope at the cell's vertices.
 */
export function interpolationErrors({ x, z }: MappedTriangulation, side: number): Float64Array {
  const across = { along: 1, other: side + 1, coordinate: 0 };
  const along = { along: side + 1, other: 1, coordinate: 1 };
  const errors = new Float64Array(side * side);
  for (const direction of [across, along])
    for (let line = 0; line <= side; line++) addLine(errors, { x, z, side, line, ...direction });
  return errors;
}

interface Line {
  readonly x: Float64Array;
  readonly z: Float64Array;
  readonly side: number;
  readonly line: number;
  /** Index steps: from a vertex to the next one on the line, and to the same one of the next line. */
  readonly along: number;
  readonly other: number;
  readonly coordinate: number;
}

/**
 * A kink within an edge changes G's slope at both of its ends, in proportions that locate it: at its tip the deviation is the
 * edge's length times the product of the two changes over their sum. (Where G is smooth this is four times too much.)
 */
function addLine(errors: Float64Array, { x, z, side, line, along, other, coordinate }: Line): void {
  let before = 0;
  for (let i = 0; i < side; i++) {
    const from = line * other + i * along;
    const to = from + along;
    const length = z[2 * to + coordinate] - z[2 * from + coordinate];
    const after = i + 1 < side ? slopeChange(x, z, to, along, coordinate) : 0;
    const deviation = before > 0 && after > 0 ? (length * before * after) / (before + after) : 0;
    before = after;
    // The edge's two cells, one on either side of the line.
    for (let row = Math.max(0, line - 1); row <= line && row < side; row++) {
      const cell = along === 1 ? row * side + i : i * side + row;
      if (deviation > errors[cell]) errors[cell] = deviation;
    }
  }
}

/** By how much the slope of x changes at a vertex, along a line. */
function slopeChange(x: Float64Array, z: Float64Array, at: number, along: number, coordinate: number): number {
  const back = at - along;
  const ahead = at + along;
  const before = 1 / (z[2 * at + coordinate] - z[2 * back + coordinate]);
  const after = 1 / (z[2 * ahead + coordinate] - z[2 * at + coordinate]);
  const byX = (x[2 * ahead] - x[2 * at]) * after - (x[2 * at] - x[2 * back]) * before;
  const byY = (x[2 * ahead + 1] - x[2 * at + 1]) * after - (x[2 * at + 1] - x[2 * back + 1]) * before;
  return Math.sqrt(byX * byX + byY * byY);
}
