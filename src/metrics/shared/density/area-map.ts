/**
 * Lays triangles of mass on a grid of unit cells, each cell getting exactly the mass of the part that covers it.
 *
 * Each edge adds its signed area to the cells that it crosses, and the excess to the cell on their right; a running sum
 * along the rows then fills the insides, for all triangles at once: the cost is that of the edges, not of the areas.
 * In a mesh, an edge is added once for both of its triangles. What lies off the grid is left out.
 */

export interface Corners {
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

export interface AreaMap {
  /** Signed area of a triangle that reaches the grid and covers parts of several cells: add it by its edges. Else 0. */
  meshArea(corners: Corners): number;
  /** Some corner is off the grid. */
  reachesOut(corners: Corners): boolean;
  /** Adds an edge of triangles, seen from above counterclockwise: their density (mass by area) left of it, less right. */
  addEdge(from: number, to: number, density: number): void;
  /** Adds a triangle that has no mesh area; gives back what fell off the grid. */
  addSmall(corners: Corners, mass: number): number;
  /** The mass of every cell, row * columns + column. Once, when all is added; the next map reuses the memory. */
  masses(): Float64Array;
}

const THIN = 1e-6; // cells of area: thinner triangles are laid as points, or their density would swallow digits

/** Corners are rows of `points`, in cells. */
export function areaMap(points: Float64Array, size: { readonly columns: number; readonly rows: number }): AreaMap {
  const { columns, rows } = size;
  const stride = columns + 2;
  const { edges, whole } = cleared(stride * rows, columns * rows);

  const addPoint = (x: number, y: number, mass: number): number => {
    if (!(x >= 0 && y >= 0 && x < columns && y < rows)) return mass;
    whole[Math.floor(y) * columns + Math.floor(x)] += mass;
    return 0;
  };

  /** The part of an edge within one row, of signed height `height`, between x = `left` and `right` on the grid. */
  const addSpan = (row: number, left: number, right: number, height: number): void => {
    const start = row * stride;
    const first = Math.floor(left);
    const last = Math.max(first, Math.ceil(right) - 1);
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

  /** Left of the grid an edge has all cells on its right; right of it, none. */
  const addRow = (row: number, x0: number, x1: number, height: number): void => {
    const left = Math.min(x0, x1);
    const right = Math.max(x0, x1);
    if (left >= columns) return;
    if (right <= 0) edges[row * stride] += height;
    else if (left >= 0 && right <= columns) addSpan(row, left, right, height);
    else {
      const each = height / (right - left);
      const [from, to] = [Math.max(0, left), Math.min(columns, right)];
      edges[row * stride] += each * (from - left);
      addSpan(row, from, to, each * (to - from));
    }
  };

  const isOff = (i: number): boolean =>
    !(points[2 * i] >= 0 && points[2 * i] <= columns && points[2 * i + 1] >= 0 && points[2 * i + 1] <= rows);

  const addThin = ({ a, b, c }: Corners, mass: number): number => {
    const [x, y] = [points[2 * a], points[2 * a + 1]];
    const [acrossX, acrossY] = [
      (points[2 * b] + points[2 * c]) / 2 - x,
      (points[2 * b + 1] + points[2 * c + 1]) / 2 - y,
    ];
    const sides = [b, c].flatMap((k) => [points[2 * k] - x, points[2 * k + 1] - y]);
    const parts = Math.min(1024, Math.ceil(4 * Math.max(...sides.map(Math.abs))));
    let off = 0;
    for (let k = 0; k < parts; k++) {
      // On the line from a to the middle of the other side: the triangle's width grows with the distance from a.
      const share = Math.sqrt((k + 0.5) / parts);
      off += addPoint(x + share * acrossX, y + share * acrossY, mass / parts);
    }
    return off;
  };

  return {
    meshArea(corners) {
      if (isInOneCell(points, corners) || liesBeyond(points, corners, size)) return 0;
      const { a, b, c } = corners;
      const [x, y] = [points[2 * a], points[2 * a + 1]];
      const area = ((points[2 * b] - x) * (points[2 * c + 1] - y) - (points[2 * c] - x) * (points[2 * b + 1] - y)) / 2;
      return Math.abs(area) > THIN ? area : 0;
    },
    reachesOut: ({ a, b, c }) => isOff(a) || isOff(b) || isOff(c),
    addEdge(from, to, density) {
      const rises = points[2 * from + 1] < points[2 * to + 1];
      const [low, high] = rises ? [from, to] : [to, from];
      const [x, y, end] = [points[2 * low], points[2 * low + 1], points[2 * high + 1]];
      const slope = (points[2 * high] - x) / (end - y);
      const signed = rises ? -density : density;
      const last = Math.min(rows, Math.ceil(end));
      for (let row = Math.max(0, Math.floor(y)); row < last; row++) {
        const y0 = Math.max(row, y);
        const y1 = Math.min(row + 1, end);
        if (y1 > y0) addRow(row, x + (y0 - y) * slope, x + (y1 - y) * slope, signed * (y1 - y0));
      }
    },
    addSmall(corners, mass) {
      const { a } = corners;
      if (isInOneCell(points, corners)) return addPoint(points[2 * a], points[2 * a + 1], mass);
      return liesBeyond(points, corners, size) ? mass : addThin(corners, mass);
    },
    masses() {
      for (let row = 0; row < rows; row++) {
        let running = 0;
        for (let column = 0; column < columns; column++) {
          running += edges[row * stride + column];
          whole[row * columns + column] += running;
        }
      }
      return whole;
    },
  };
}

// A run lays some plane of the same size at every measurement: fresh memory for each keeps the garbage collector busy.
let spare = { edges: new Float64Array(0), whole: new Float64Array(0) };

function cleared(edges: number, whole: number): typeof spare {
  if (spare.edges.length !== edges || spare.whole.length !== whole)
    spare = { edges: new Float64Array(edges), whole: new Float64Array(whole) };
  spare.edges.fill(0);
  spare.whole.fill(0);
  return spare;
}

function isInOneCell(points: Float64Array, { a, b, c }: Corners): boolean {
  const column = Math.floor(points[2 * a]);
  if (Math.floor(points[2 * b]) !== column || Math.floor(points[2 * c]) !== column) return false;
  const row = Math.floor(points[2 * a + 1]);
  return Math.floor(points[2 * b + 1]) === row && Math.floor(points[2 * c + 1]) === row;
}

/** All corners are beyond one and the same side of the grid. */
function liesBeyond(
  points: Float64Array,
  { a, b, c }: Corners,
  { columns, rows }: { readonly columns: number; readonly rows: number },
): boolean {
  const [ax, bx, cx] = [points[2 * a], points[2 * b], points[2 * c]];
  if ((ax < 0 && bx < 0 && cx < 0) || (ax > columns && bx > columns && cx > columns)) return true;
  const [ay, by, cy] = [points[2 * a + 1], points[2 * b + 1], points[2 * c + 1]];
  return (ay < 0 && by < 0 && cy < 0) || (ay > rows && by > rows && cy > rows);
}
