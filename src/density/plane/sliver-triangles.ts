/** Slivers: triangles much narrower than a cell of the grid, represented by points along them. */
import type { Vertices } from './latent-triangulation.js';

const MAX_POINTS = 1024; // for one sliver
const POINTS_PER_CELL = 2; // along a sliver

/** Points along a triangle, rows of (x, y) in cells, each of which represents an equal part of its area. */
export function sliverPoints(points: Float64Array, vertices: Vertices): Float64Array {
  const { apex, base } = onShortestSide(points, vertices);
  const [x, y] = [points[2 * apex], points[2 * apex + 1]];
  const acrossX = (points[2 * base[0]] + points[2 * base[1]]) / 2 - x;
  const acrossY = (points[2 * base[0] + 1] + points[2 * base[1] + 1]) / 2 - y;
  const count = Math.max(
    1,
    Math.min(MAX_POINTS, Math.ceil(POINTS_PER_CELL * Math.max(Math.abs(acrossX), Math.abs(acrossY)))),
  );
  const along = new Float64Array(2 * count);
  for (let k = 0; k < count; k++) {
    // The triangle's width grows with the distance from its apex.
    const share = Math.sqrt((k + 0.5) / count);
    along[2 * k] = x + share * acrossX;
    along[2 * k + 1] = y + share * acrossY;
  }
  return along;
}

/** The square of a triangle's longest side, in cells. */
export function longestSideSquared(points: Float64Array, { a, b, c }: Vertices): number {
  return Math.max(squared(points, a, b), squared(points, b, c), squared(points, c, a));
}

/** The shortest side as the base, and the vertex opposite to it. */
function onShortestSide(points: Float64Array, { a, b, c }: Vertices) {
  const [ab, bc, ca] = [squared(points, a, b), squared(points, b, c), squared(points, c, a)];
  if (bc <= ab && bc <= ca) return { apex: a, base: [b, c] };
  return ab <= ca ? { apex: c, base: [a, b] } : { apex: b, base: [c, a] };
}

function squared(points: Float64Array, a: number, b: number): number {
  return (points[2 * a] - points[2 * b]) ** 2 + (points[2 * a + 1] - points[2 * b + 1]) ** 2;
}
