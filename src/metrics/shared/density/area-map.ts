/**
 * Lays triangles of mass on a grid of unit cells, each cell getting exactly the mass of the part that covers it.
 *
 * Each edge adds its signed area to the cells that it crosses, and the excess to the cell on their right; a running sum
 * along the rows then fills the insides, for all triangles at once: the cost is that of the edges, not of the areas.
 * In a mesh, an edge may be added once for both of its triangles.
 */
import { clipToBox, type Point, signedArea } from './polygon.js';

export interface Corners {
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

export interface AreaMap {
  /** Adds a triangle's mass, its corners being rows of `points`; gives back what fell off the grid. */
  add(corners: Corners, mass: number): number;
  /** Signed area if the triangle lies on the grid, over several cells: it may be added edge by edge. Else 0. */
  meshArea(corners: Corners): number;
  /** Adds one edge of triangles that have `density` on its left, less that on its right, where they are not flipped. */
  addEdge(from: number, to: number, density: number): void;
  /** The mass of every cell, row * columns + column. */
  masses(): Float64Array;
}

const THIN = 1e-6; // cells of area: thinner triangles are laid as points, or their density would swallow digits

export function areaMap(points: Float64Array, size: { readonly columns: number; readonly rows: number }): AreaMap {
  const { columns, rows } = size;
  const stride = columns + 2;
  const edges = new Float64Array(stride * rows);
  const whole = new Float64Array(columns * rows);

  const addPoint = (x: number, y: number, mass: number): number => {
    if (!(x >= 0 && y >= 0 && x < columns && y < rows)) return mass;
    whole[Math.floor(y) * columns + Math.floor(x)] += mass;
    return 0;
  };

  /** The part of an edge within one row, of signed height `height`, from `left` to `right`. */
  const addSpan = (row: number, left: number, right: number, height: number): void => {
    const start = row * stride;
    const first = Math.min(columns, Math.max(0, Math.floor(left)));
    const last = Math.min(columns, Math.max(first, Math.ceil(right) - 1));
    if (last === first) {
      const covered = 1 - ((left + right) / 2 - first); // of the cell, right of the edge
      edges[start + first] += height * covered;
      edges[start + first + 1] += height * (1 - covered);
      return;
    }
    const each = height / (right - left);
    let before = 0;
    for (let column = first; column <= last; column++) {
      // Area right of the edge within this column: all of it where the edge is further left, else a trapezium.
      const from = Math.max(left, column);
      const to = Math.min(right, column + 1);
      const area = each * (from - left + (to - from) * (column + 1 - (from + to) / 2));
      edges[start + column] += area - before;
      before = area;
    }
    edges[start + last + 1] += height - before;
  };

  const layEdge = (fromX: number, fromY: number, toX: number, toY: number, density: number): void => {
    if (fromY === toY) return;
    const rises = fromY < toY;
    const [x, y, endX, endY] = rises ? [fromX, fromY, toX, toY] : [toX, toY, fromX, fromY];
    const signed = rises ? -density : density;
    const slope = (endX - x) / (endY - y);
    const end = Math.min(rows, Math.ceil(endY));
    for (let row = Math.floor(y); row < end; row++) {
      const y0 = Math.max(row, y);
      const y1 = Math.min(row + 1, endY);
      const x0 = x + (y0 - y) * slope;
      const x1 = x + (y1 - y) * slope;
      addSpan(row, Math.min(x0, x1), Math.max(x0, x1), signed * (y1 - y0));
    }
  };

  const addThin = (polygon: readonly Point[], mass: number): number => {
    const [a, b, c] = polygon;
    const reach = Math.max(...[b, c].flatMap((p) => [Math.abs(p[0] - a[0]), Math.abs(p[1] - a[1])]));
    const parts = Math.min(1024, Math.ceil(4 * reach));
    let off = 0;
    for (let k = 0; k < parts; k++) {
      // On the line from a to the middle of the other side: the triangle's width grows with the distance from a.
      const share = Math.sqrt((k + 0.5) / parts);
      const x = a[0] + share * ((b[0] + c[0]) / 2 - a[0]);
      off += addPoint(x, a[1] + share * ((b[1] + c[1]) / 2 - a[1]), mass / parts);
    }
    return off;
  };

  const isOutside = (x: number, y: number): boolean => !(x >= 0 && x <= columns && y >= 0 && y <= rows);
  const signed = ({ a, b, c }: Corners): number =>
    ((points[2 * b] - points[2 * a]) * (points[2 * c + 1] - points[2 * a + 1]) -
      (points[2 * c] - points[2 * a]) * (points[2 * b + 1] - points[2 * a + 1])) /
    2;
  const isInOneCell = ({ a, b, c }: Corners): boolean => {
    const column = Math.floor(points[2 * a]);
    if (Math.floor(points[2 * b]) !== column || Math.floor(points[2 * c]) !== column) return false;
    const row = Math.floor(points[2 * a + 1]);
    return Math.floor(points[2 * b + 1]) === row && Math.floor(points[2 * c + 1]) === row;
  };

  return {
    meshArea(corners) {
      const { a, b, c } = corners;
      if (
        isOutside(points[2 * a], points[2 * a + 1]) ||
        isOutside(points[2 * b], points[2 * b + 1]) ||
        isOutside(points[2 * c], points[2 * c + 1]) ||
        isInOneCell(corners)
      )
        return 0;
      const area = signed(corners);
      return Math.abs(area) > THIN ? area : 0;
    },
    addEdge(from, to, density) {
      layEdge(points[2 * from], points[2 * from + 1], points[2 * to], points[2 * to + 1], density);
    },
    add(corners, mass) {
      const { a, b, c } = corners;
      if (isInOneCell(corners)) return addPoint(points[2 * a], points[2 * a + 1], mass);
      if (liesBeyond(points, corners, size)) return mass;
      const triangle = [a, b, c].map((i): Point => [points[2 * i], points[2 * i + 1]]);
      const area = signed(corners);
      if (Math.abs(area) <= THIN) return addThin(triangle, mass);
      const kept = clipToBox(triangle, size);
      kept.forEach(([x, y], i) => {
        const [nextX, nextY] = kept[(i + 1) % kept.length];
        layEdge(x, y, nextX, nextY, mass / area);
      });
      return Math.max(0, mass * (1 - signedArea(kept) / area));
    },
    masses() {
      const out = Float64Array.from(whole);
      for (let row = 0; row < rows; row++) {
        let running = 0;
        for (let column = 0; column < columns; column++) {
          running += edges[row * stride + column];
          out[row * columns + column] += running;
        }
      }
      return out;
    },
  };
}

/** All corners are beyond one and the same side of the grid. */
function liesBeyond(points: Float64Array, { a, b, c }: Corners, size: { columns: number; rows: number }): boolean {
  for (const [i, far] of [
    [0, size.columns],
    [1, size.rows],
  ]) {
    const [p, q, r] = [points[2 * a + i], points[2 * b + i], points[2 * c + i]];
    if ((p < 0 && q < 0 && r < 0) || (p > far && q > far && r > far)) return true;
  }
  return false;
}
