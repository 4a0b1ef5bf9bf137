/**
 * Exact area-coverage rasterisation: triangles of mass on a grid of unit cells, each cell getting exactly the mass of the part
 * that covers it.
 *
 * Each edge adds its signed area to the cells that it crosses, and the excess to the cell on their right; a running sum along
 * the rows then fills the insides, for all triangles at once. The cost is that of the edges, not of the areas. In a mesh, an
 * edge is added once for both of its triangles. What lies off the grid is left out.
 */

import type { Fragment, FragmentList } from './dense-subcells.js';
import type { Vertices } from './latent-triangulation.js';
import { longestSideSquared, sliverPoints } from './sliver-triangles.js';

const MIN_MESH_AREA = 1e-6; // cells of area: the density of a smaller triangle is so large that running sums lose digits
const MAX_SLIVER_WIDTH = 0.25; // cells: in a narrower triangle q is denser than the mean of its cells shows

interface GridSize {
  readonly columns: number;
  readonly rows: number;
}

// A class, because its methods stay compiled from one plane to the next. Closures are collected with their plane, machine code
// included, and every measurement would pay for the compiler.
export class AreaRasterizer {
  /** Rows of (x, y), in cells. */
  readonly #points: Float64Array;
  readonly #columns: number;
  readonly #rows: number;
  readonly #edges: Float64Array;
  readonly #whole: Float64Array;

  constructor(points: Float64Array, { columns, rows }: GridSize) {
    this.#points = points;
    this.#columns = columns;
    this.#rows = rows;
    const { edges, whole } = cleared((columns + 2) * rows, columns * rows);
    this.#edges = edges;
    this.#whole = whole;
  }

  /** Signed area, in cells. */
  area({ a, b, c }: Vertices): number {
    const points = this.#points;
    const x = points[2 * a];
    const y = points[2 * a + 1];
    return ((points[2 * b] - x) * (points[2 * c + 1] - y) - (points[2 * c] - x) * (points[2 * b + 1] - y)) / 2;
  }

  /** Whether a triangle of this area covers parts of several cells of the grid. It is then added by its edges. */
  spansCells(vertices: Vertices, area: number): boolean {
    const points = this.#points;
    const { a, b, c } = vertices;
    if (isInOneCell(points, a, b, c) || this.#liesBeyond(a, b, c)) return false;
    return Math.abs(area) > MIN_MESH_AREA;
  }

  /** Whether a vertex is off the grid. */
  leavesGrid({ a, b, c }: Vertices): boolean {
    return this.#isOff(a) || this.#isOff(b) || this.#isOff(c);
  }

  /**
   * Adds an edge of counterclockwise triangles. `density`: mass over area of the triangle on its left less that on its right.
   */
  addEdge(from: number, to: number, density: number): void {
    const points = this.#points;
    const rises = points[2 * from + 1] < points[2 * to + 1];
    const low = rises ? from : to;
    const high = rises ? to : from;
    const x = points[2 * low];
    const y = points[2 * low + 1];
    const end = points[2 * high + 1];
    const slope = (points[2 * high] - x) / (end - y);
    const signed = rises ? -density : density;
    const last = Math.min(this.#rows, Math.ceil(end));
    for (let row = Math.max(0, Math.floor(y)); row < last; row++) {
      const y0 = Math.max(row, y);
      const y1 = Math.min(row + 1, end);
      if (y1 > y0) this.#addRow(row, x + (y0 - y) * slope, x + (y1 - y) * slope, signed * (y1 - y0));
    }
  }

  /** Adds the fragments of a triangle that is added by its edges, if it is a sliver. */
  addSliverFragments(vertices: Vertices, { mass, area }: Fragment, fragments: FragmentList): void {
    const points = this.#points;
    if (4 * area * area > MAX_SLIVER_WIDTH * MAX_SLIVER_WIDTH * longestSideSquared(points, vertices)) return;
    const along = sliverPoints(points, vertices);
    const part = { mass: (2 * mass) / along.length, area: (2 * area) / along.length };
    for (let i = 0; i < along.length; i += 2) fragments.add(along[i], along[i + 1], part);
  }

  /** Adds a triangle within one cell, or without area, and its fragments. Returns the mass that lies off the grid. */
  addSmallTriangle(vertices: Vertices, { mass, area }: Fragment, fragments: FragmentList): number {
    const points = this.#points;
    const { a, b, c } = vertices;
    if (isInOneCell(points, a, b, c)) {
      fragments.add(points[2 * a], points[2 * a + 1], { mass, area });
      return this.#addPoint(points[2 * a], points[2 * a + 1], mass);
    }
    if (this.#liesBeyond(a, b, c)) return mass;
    const along = sliverPoints(points, vertices);
    const part = { mass: (2 * mass) / along.length, area: (2 * area) / along.length };
    let off = 0;
    for (let i = 0; i < along.length; i += 2) {
      fragments.add(along[i], along[i + 1], part);
      off += this.#addPoint(along[i], along[i + 1], part.mass);
    }
    return off;
  }

  /** Mass of each cell, at row * columns + column. To be called once, at the end; the next rasterizer reuses the memory. */
  masses(): Float64Array {
    for (let row = 0; row < this.#rows; row++) this.#addUp(row);
    return this.#whole;
  }

  #addUp(row: number): void {
    const columns = this.#columns;
    const edges = this.#edges;
    const whole = this.#whole;
    let running = 0;
    for (let column = 0, from = row * (columns + 2), to = row * columns; column < columns; column++) {
      running += edges[from + column];
      whole[to + column] += running;
    }
  }

  /** An edge left of the grid has all cells on its right; one right of it has none. */
  #addRow(row: number, x0: number, x1: number, height: number): void {
    const columns = this.#columns;
    const left = Math.min(x0, x1);
    const right = Math.max(x0, x1);
    if (left >= columns) return;
    const start = row * (columns + 2);
    if (right <= 0) this.#edges[start] += height;
    else if (left >= 0 && right <= columns) addSpan(this.#edges, start, left, right, height);
    else {
      const each = height / (right - left);
      const from = Math.max(0, left);
      const to = Math.min(columns, right);
      this.#edges[start] += each * (from - left);
      addSpan(this.#edges, start, from, to, each * (to - from));
    }
  }

  #addPoint(x: number, y: number, mass: number): number {
    const columns = this.#columns;
    if (!(x >= 0 && y >= 0 && x < columns && y < this.#rows)) return mass;
    this.#whole[Math.floor(y) * columns + Math.floor(x)] += mass;
    return 0;
  }

  #isOff(i: number): boolean {
    const x = this.#points[2 * i];
    const y = this.#points[2 * i + 1];
    return !(x >= 0 && x <= this.#columns && y >= 0 && y <= this.#rows);
  }

  /** All corners are beyond one and the same side of the grid. */
  #liesBeyond(a: number, b: number, c: number): boolean {
    const points = this.#points;
    const columns = this.#columns;
    const rows = this.#rows;
    const ax = points[2 * a];
    const bx = points[2 * b];
    const cx = points[2 * c];
    if ((ax < 0 && bx < 0 && cx < 0) || (ax > columns && bx > columns && cx > columns)) return true;
    const ay = points[2 * a + 1];
    const by = points[2 * b + 1];
    const cy = points[2 * c + 1];
    return (ay < 0 && by < 0 && cy < 0) || (ay > rows && by > rows && cy > rows);
  }
}

/** The part of an edge within the row that starts at `start`, of signed height `height`, between two x on the grid. */
function addSpan(edges: Float64Array, start: number, left: number, right: number, height: number): void {
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
}

// A run rasterizes planes of the same size at every measurement: fresh memory for each keeps the garbage collector busy.
let spare = { edges: new Float64Array(0), whole: new Float64Array(0) };

function cleared(edges: number, whole: number): typeof spare {
  if (spare.edges.length !== edges || spare.whole.length !== whole)
    spare = { edges: new Float64Array(edges), whole: new Float64Array(whole) };
  spare.edges.fill(0);
  spare.whole.fill(0);
  return spare;
}

function isInOneCell(points: Float64Array, a: number, b: number, c: number): boolean {
  const column = Math.floor(points[2 * a]);
  if (Math.floor(points[2 * b]) !== column || Math.floor(points[2 * c]) !== column) return false;
  const row = Math.floor(points[2 * a + 1]);
  return Math.floor(points[2 * b + 1]) === row && Math.floor(points[2 * c + 1]) === row;
}
