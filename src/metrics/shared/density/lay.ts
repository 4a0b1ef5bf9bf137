/** Triangles of the latent plane, pushed through G and laid on the grid: what of q has a density there, and what has none. */
import { type AreaMap, areaMap, type Corners } from './area-map.js';
import { sum } from './comparison.js';
import type { Grid } from './grid.js';
import type { Image } from './latent-cells.js';
import { addCentre, type Loose, loose, partsOutside, shareOut, total } from './loose.js';

export interface Laid {
  /** Of the grid's cells; to be used before the next plane is laid, which reuses its memory. */
  readonly masses: Float64Array;
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

// Of triangles, edges or cells, done in one call of a small function: machine code of such a function is kept from one
// measurement to the next, where a long loop in a function called once would be compiled anew at each.
export const PORTION = 256;

interface Units {
  /** The latent's unit of length. */
  readonly unit: number;
  /** The target's. */
  readonly scale: number;
}

interface Laying {
  readonly image: Image;
  readonly units: Units;
  readonly map: AreaMap;
  /** Of each triangle, signed as its area is seen from the latent plane; 0 where it is not laid by its edges. */
  readonly densities: Float64Array;
  readonly singular: Loose;
  readonly off: Loose;
  /** Triangles that reach out of the grid. */
  readonly partly: number[];
}

/** A triangle without mass is none. */
export function lay(image: Image, grid: Grid, units: Units): Laid {
  const laying: Laying = {
    image,
    units,
    map: areaMap(inCells(image.x, grid), grid),
    densities: new Float64Array(image.masses.length),
    singular: loose(),
    off: loose(),
    partly: [],
  };
  const { masses, edges } = image;
  for (let from = 0; from < masses.length; from += PORTION)
    layTriangles(laying, from, Math.min(from + PORTION, masses.length));
  for (let from = 0; from < edges.length; from += 4 * PORTION)
    layEdges(laying, from, Math.min(from + 4 * PORTION, edges.length));
  const laid = laying.map.masses();
  const onGrid = sum(laid);
  const { singular, off, partly } = laying;
  const left = 1 - onGrid - total(singular) - total(off);
  if (left > EMPTY) shareOut(left, partsOutside(image, grid, partly), off);
  return { masses: laid, onGrid, off, singular };
}

function layTriangles({ image, units, map, densities, singular, off, partly }: Laying, from: number, to: number): void {
  const { x, z, corners, masses } = image;
  const { unit, scale } = units;
  for (let triangle = from; triangle < to; triangle++) {
    const mass = masses[triangle];
    if (mass === 0) continue;
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
    const at: Corners = { a, b, c };
    if (norm < FLAT * scale || determinant < RANK_ONE * scale * norm) {
      addCentre(singular, x, at, { mass, density: Infinity });
      continue;
    }
    const area = map.meshArea(at);
    if (area !== 0) {
      // Seen counterclockwise in z, as the edges see it.
      densities[triangle] = Math.sign(byFirst * bySecond) * (mass / area);
      if (map.reachesOut(at)) partly.push(triangle);
      continue;
    }
    const lost = map.addSmall(at, mass);
    if (lost > 0)
      addCentre(off, x, at, { mass: lost, density: (2 * mass * Math.abs(byFirst * bySecond)) / determinant });
  }
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
