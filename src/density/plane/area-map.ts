/**
 * Lays triangles of mass on a grid of unit cells, each cell getting exactly the mass of the part that covers it.
 *
 * Each edge adds its signed area to the cells that it crosses, and the excess to the cell on their right; a running sum
 * along the rows then fills the insides, for all triangles at once: the cost is that of the edges, not of the areas.
 * In a mesh, an edge is added once for both of its triangles. What lies off the grid is left out.
 */

import type { Corners } from './corners.js';
import type { Amount, Pieces } from './dense-parts.js';
import { longestSquared, pointsAlong } from './slender.js';

export interface AreaMap {
  /** Signed, in cells. */
  area(corners: Corners): number;
  /** Whether a triangle of this area covers parts of several cells of the grid: it is to be added by its edges. */
  isMesh(corners: Corners, area: number): boolean;
  /** Some corner is off the grid. */
  reachesOut(corners: Corners): boolean;
  /** Adds an edge of triangles, seen from above counterclockwise: their density (mass by area) left of it, less right. */
  addEdge(from: number, to: number, density: number): void;
  /** Notes where the pieces of a triangle lie, if it is slender. */
  noteSlender(corners: Corners, of: Amount, pieces: Pieces): void;
  /** Adds any other triangle, and notes where its pieces lie; gives back what fell off the grid. */
  addSmall(corners: Corners, of: Amount, pieces: Pieces): number;
  /** The mass of every cell, row * columns + column. Once, when all is added; the next map reuses the memory. */
  masses(): Float64Array;
}

const THIN = 1e-6; // cells of area: thinner triangles are laid as points, or their density would swallow digits
const SLENDER = 0.25; // cells of width: of narrower triangles a cell's mean does not tell how dense q is there

/** Corners are rows of `points`, in cells. */
export function areaMap(points: Float64Array, size: Size): AreaMap {
  return new Accumulating(points, size);
}

interface Size {
  readonly columns: number;
  readonly rows: number;
}

// A class, whose methods stay compiled from one plane to the next: closures would die with theirs, and their machine code
// with the next collection of garbage, so that a run would pay for the compiler at every measurement.
class Accumulating implements AreaMap {
  readonly #points: Float64Array;
  readonly #columns: number;
  readonly #rows: number;
  readonly #edges: Float64Array;
  readonly #whole: Float64Array;

  constructor(points: Float64Array, { columns, rows }: Size) {
    this.#points = points;
    this.#columns = columns;
    this.#rows = rows;
    const { edges, whole } = cleared((columns + 2) * rows, columns * rows);
    this.#edges = edges;
    this.#whole = whole;
  }

  area({ a, b, c }: Corners): number {
    const points = this.#points;
    const x = points[2 * a];
    const y = points[2 * a + 1];
    return ((points[2 * b] - x) * (points[2 * c + 1] - y) - (points[2 * c] - x) * (points[2 * b + 1] - y)) / 2;
  }

  isMesh(corners: Corners, area: number): boolean {
    const points = this.#points;
    const { a, b, c } = corners;
    if (isInOneCell(points, a, b, c) || this.#liesBeyond(a, b, c)) return false;
    return Math.abs(area) > THIN;
  }

  reachesOut({ a, b, c }: Corners): boolean {
    return this.#isOff(a) || this.#isOff(b) || this.#isOff(c);
  }

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

  noteSlender(corners: Corners, { mass, area }: Amount, pieces: Pieces): void {
    const points = this.#points;
    if (4 * area * area > SLENDER * SLENDER * longestSquared(points, corners)) return;
    const along = pointsAlong(points, corners);
    const part = { mass: (2 * mass) / along.length, area: (2 * area) / along.length };
    for (let i = 0; i < along.length; i += 2) pieces.add(along[i], along[i + 1], part);
  }

  addSmall(corners: Corners, { mass, area }: Amount, pieces: Pieces): number {
    const points = this.#points;
    const { a, b, c } = corners;
    if (isInOneCell(points, a, b, c)) {
      pieces.add(points[2 * a], points[2 * a + 1], { mass, area });
      return this.#addPoint(points[2 * a], points[2 * a + 1], mass);
    }
    if (this.#liesBeyond(a, b, c)) return mass;
    const along = pointsAlong(points, corners);
    const part = { mass: (2 * mass) / along.length, area: (2 * area) / along.length };
    let off = 0;
    for (let i = 0; i < along.length; i += 2) {
      pieces.add(along[i], along[i + 1], part);
      off += this.#addPoint(along[i], along[i + 1], part.mass);
    }
    return off;
  }

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

  /** Left of the grid an edge has all cells on its right; right of it, none. */
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

// A run lays some plane of the same size at every measurement: fresh memory for each keeps the garbage collector busy.
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
