/** Triangles that are much narrower than a cell of the grid: points along them stand for them. */
import type { Corners } from './corners.js';

const MOST = 1024; // points
const A_CELL = 2; // points

/** Points, rows of two in cells, each of which stands for as much of the triangle as any other. */
export function pointsAlong(points: Float64Array, corners: Corners): Float64Array {
  const { apex, base } = standing(points, corners);
  const [x, y] = [points[2 * apex], points[2 * apex + 1]];
  const acrossX = (points[2 * base[0]] + points[2 * base[1]]) / 2 - x;
  const acrossY = (points[2 * base[0] + 1] + points[2 * base[1] + 1]) / 2 - y;
  const count = Math.max(1, Math.min(MOST, Math.ceil(A_CELL * Math.max(Math.abs(acrossX), Math.abs(acrossY)))));
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
export function longestSquared(points: Float64Array, { a, b, c }: Corners): number {
  return Math.max(squared(points, a, b), squared(points, b, c), squared(points, c, a));
}

/** A triangle on its shortest side. */
function standing(points: Float64Array, { a, b, c }: Corners) {
  const [ab, bc, ca] = [squared(points, a, b), squared(points, b, c), squared(points, c, a)];
  if (bc <= ab && bc <= ca) return { apex: a, base: [b, c] };
  return ab <= ca ? { apex: c, base: [a, b] } : { apex: b, base: [c, a] };
}

function squared(points: Float64Array, a: number, b: number): number {
  return (points[2 * a] - points[2 * b]) ** 2 + (points[2 * a + 1] - points[2 * b + 1]) ** 2;
}
