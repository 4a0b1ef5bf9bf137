/** Triangles of the latent plane, pushed through G and laid on the grid: what of q has a density there, and what has none. */

import { sum } from '../comparison.js';
import { type AreaMap, areaMap } from './area-map.js';
import type { Corners } from './corners.js';
import { type DensePart, denseParts, Pieces } from './dense-parts.js';
import type { Grid } from './grid.js';
import type { Image } from './latent-cells.js';
import { addCentre, type Loose, loose, partsOutside, shareOut, total } from './loose.js';

export interface Laid {
  /** Of the grid's cells; to be used before the next plane is laid, which reuses its memory. */
  readonly masses: Float64Array;
  /** Of some cells' masses. */
  readonly dense: readonly DensePart[];
  readonly onGrid: number;
  readonly off: Loose;
  readonly singular: Loose;
}

/** Mass of a cell that counts as none: running sums leave 1e-16 behind. */
export const EMPTY = 1e-13;

// The length of x, in the target's scale, that a unit of z may move it by and still be called collapsed. In the
// determinant of a matrix of rank one, rounding leaves 1e-13 |J|^2: a hundred-thousandth of what is allowed here.
const FLAT = 1e-10;
const RANK_ONE = 1e-8;

// A smooth G is of rank one on no area, and yet nearly so where its units saturate: q has poles along curves there, and its
// mass thins out, the nearer to rank one one looks. On a piecewise linear G's curves it stays together. As on a line.
const WIDE = 1e4; // times as near
const THINNING = 2;
const ROUNDINGS = 16; // that an image is wide, at least

// Of triangles, edges or cells, done in one call of a small function: machine code of such a function is kept from one
// measurement to the next, where a long loop in a function called once would be compiled anew at each.
export const PORTION = 256;

interface Given {
  /** The latent's unit of length. */
  readonly unit: number;
  /** The target's. */
  readonly scale: number;
  /** G is, and has no poles. */
  readonly isPiecewiseLinear: boolean;
}

interface Laying {
  readonly image: Image;
  readonly given: Given;
  readonly grid: Grid;
  readonly map: AreaMap;
  readonly pieces: Pieces;
  /** Of each triangle, signed as its area is seen from the latent plane; 0 where it is not laid by its edges. */
  readonly densities: Float64Array;
  readonly singular: Loose;
  readonly off: Loose;
  /** Triangles that reach out of the grid. */
  readonly partly: number[];
  /** Triangles whose image is a curve or a point, as far as they tell by themselves. */
  readonly collapsed: number[];
  /** The mass of these and of what is nearly so. */
  nearly: number;
}

/** A triangle without mass is none. */
export function lay(image: Image, grid: Grid, given: Given): Laid {
  const laying: Laying = {
    image,
    given,
    grid,
    map: areaMap(inCells(image.x, grid), grid),
    pieces: new Pieces(grid),
    densities: new Float64Array(image.masses.length),
    singular: loose(),
    off: loose(),
    partly: [],
    collapsed: [],
    nearly: 0,
  };
  const { masses, edges } = image;
  for (let from = 0; from < masses.length; from += PORTION)
    layTriangles(laying, from, Math.min(from + PORTION, masses.length));
  layCollapsed(laying);
  for (let from = 0; from < edges.length; from += 4 * PORTION)
    layEdges(laying, from, Math.min(from + 4 * PORTION, edges.length));
  const laid = laying.map.masses();
  const onGrid = sum(laid);
  const { singular, off, partly } = laying;
  const left = 1 - onGrid - total(singular) - total(off);
  if (left > EMPTY) shareOut(left, partsOutside(image, grid, partly), off);
  return { masses: laid, dense: denseParts(laying.pieces, { whole: laid, empty: EMPTY }), onGrid, off, singular };
}

function layTriangles(laying: Laying, from: number, to: number): void {
  const { masses } = laying.image;
  for (let triangle = from; triangle < to; triangle++) if (masses[triangle] > 0) layTriangle(laying, triangle, false);
}

function layTriangle(laying: Laying, triangle: number, isPole: boolean): void {
  const { image, given, grid, map, pieces, densities, off, partly } = laying;
  const { x, z, corners } = image;
  const { unit, scale } = given;
  const mass = image.masses[triangle];
  const a = corners[3 * triangle];
  const b = corners[3 * triangle + 1];
  const c = corners[3 * triangle + 2];
  // The columns of G's Jacobian, over the latent's unit.
  const byFirst = unit / (z[2 * b] - z[2 * a]);
  const bySecond = unit / (z[2 * c + 1] - z[2 * a + 1]);
  const ux = (x[2 * b] - x[2 * a]) * byFirst;
  const uy = (x[2 * b + 1] - x[2 * a + 1]) * byFirst;
  const vx = (x[2 * c] - x[2 * a]) * bySecond;
  const vy = (x[2 * c + 1] - x[2 * a + 1]) * bySecond;
  const norm = Math.sqrt(ux * ux + uy * uy + vx * vx + vy * vy);
  const determinant = Math.abs(ux * vy - vx * uy);
  if (!isPole && (norm < WIDE * FLAT * scale || determinant < WIDE * RANK_ONE * scale * norm)) {
    laying.nearly += mass;
    if (norm < FLAT * scale || determinant < RANK_ONE * scale * norm) {
      laying.collapsed.push(triangle);
      return;
    }
  }
  const at: Corners = { a, b, c };
  const area = map.area(at);
  if (map.isMesh(at, area)) {
    // Seen counterclockwise in z, as the edges see it.
    densities[triangle] = Math.sign(byFirst * bySecond) * (mass / area);
    map.noteSlender(at, { mass, area: Math.abs(area) }, pieces);
    if (map.reachesOut(at)) partly.push(triangle);
    return;
  }
  const told = determinant / Math.abs(byFirst * bySecond);
  const doubled = isPole ? Math.max(told, leastDoubledArea(x, at, scale)) : told;
  const lost = map.addSmall(at, { mass, area: doubled / (2 * grid.step[0] * grid.step[1]) }, pieces);
  if (lost > 0) addCentre(off, x, at, { mass: lost, density: (2 * mass) / doubled });
}

/** Poles are laid like other mass; curves and points lie on no cell. */
function layCollapsed(laying: Laying): void {
  const { image, given, collapsed, nearly, singular } = laying;
  const { x, corners, masses } = image;
  const own = collapsed.reduce((all, triangle) => all + masses[triangle], 0);
  const arePoles = !given.isPiecewiseLinear && nearly > THINNING * own;
  for (const triangle of collapsed) {
    if (arePoles) layTriangle(laying, triangle, true);
    else {
      const [a, b, c] = corners.subarray(3 * triangle, 3 * triangle + 3);
      addCentre(singular, x, { a, b, c }, { mass: masses[triangle], density: Infinity });
    }
  }
}

/** Of an image as wide as its numbers can tell from a curve. */
function leastDoubledArea(x: Float64Array, { a, b, c }: Corners, scale: number): number {
  const side = (from: number, to: number) => Math.hypot(x[2 * to] - x[2 * from], x[2 * to + 1] - x[2 * from + 1]);
  const width = ROUNDINGS * Number.EPSILON * (Math.hypot(x[2 * a], x[2 * a + 1]) + scale);
  return width * Math.max(width, side(a, b), side(a, c));
}

function layEdges({ image: { edges }, map, densities }: Laying, from: number, to: number): void {
  for (let i = from; i < to; i += 4) {
    const left = edges[i + 2] < 0 ? 0 : densities[edges[i + 2]];
    const right = edges[i + 3] < 0 ? 0 : densities[edges[i + 3]];
    if (left !== right) map.addEdge(edges[i], edges[i + 1], left - right);
  }
}

function inCells(x: Float64Array, { low, step }: Grid): Float64Array {
  const points = new Float64Array(x.length);
  for (let from = 0; from < x.length; from += 2 * PORTION)
    for (const i of [0, 1]) scale(x, points, { from: from + i, to: from + 2 * PORTION, low: low[i], step: step[i] });
  return points;
}

function scale(
  x: Float64Array,
  out: Float64Array,
  { from, to, low, step }: { readonly from: number; readonly to: number; readonly low: number; readonly step: number },
): void {
  const end = Math.min(to, x.length);
  for (let i = from; i < end; i += 2) out[i] = (x[i] - low) / step;
}
