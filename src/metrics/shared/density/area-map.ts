/**
 * Lays triangles of mass on a grid of unit cells, each cell getting exactly the mass of the part that covers it.
 *
 * Each edge adds its signed area to the cells that it crosses, and the excess to the cell on their right; a running sum
 * along the rows then fills the insides, for all triangles at once: the cost is that of the edges, not of the areas.
 */
import { clipToBox, type Point, signedArea } from './polygon.js';

export interface AreaMap {
  /** Adds a triangle's mass, its corners being rows of `points`; gives back what fell off the grid. */
  add(corners: { readonly a: number; readonly b: number; readonly c: number }, mass: number): number;
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

  const addEdge = (fromX: number, fromY: number, toX: number, toY: number, density: number): void => {
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

  const inside = (x: number, y: number): boolean => x >= 0 && x <= columns && y >= 0 && y <= rows;

  return {
    add({ a, b, c }, mass) {
      const ax = points[2 * a];
      const ay = points[2 * a + 1];
      const bx = points[2 * b];
      const by = points[2 * b + 1];
      const cx = points[2 * c];
      const cy = points[2 * c + 1];
      const column = Math.floor(ax);
      const row = Math.floor(ay);
      if (Math.floor(bx) === column && Math.floor(cx) === column && Math.floor(by) === row && Math.floor(cy) === row)
        return addPoint(ax, ay, mass);
      const area = ((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2;
      if (Math.abs(area) > THIN && inside(ax, ay) && inside(bx, by) && inside(cx, cy)) {
        addEdge(ax, ay, bx, by, mass / area);
        addEdge(bx, by, cx, cy, mass / area);
        addEdge(cx, cy, ax, ay, mass / area);
        return 0;
      }
      const triangle: readonly Point[] = [
        [ax, ay],
        [bx, by],
        [cx, cy],
      ];
      if (Math.abs(area) <= THIN) return addThin(triangle, mass);
      const kept = clipToBox(triangle, size);
      kept.forEach(([x, y], i) => {
        const [nextX, nextY] = kept[(i + 1) % kept.length];
        addEdge(x, y, nextX, nextY, mass / area);
      });
      return mass * (1 - signedArea(kept) / area);
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
