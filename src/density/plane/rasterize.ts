/**
 * The images of latent triangles under G, rasterised on a grid: which part of q has a density on it, which part lies off it,
 * and which part is singular. Throws nothing; the caller checks that the masses sum to one.
 */

import { sum } from '../density-comparison.js';
import { AreaRasterizer } from './area-rasterizer.js';
import { type DenseSubcell, denseSubcells, FragmentList } from './dense-subcells.js';
import type { Grid } from './grid.js';
import type { MappedTriangulation, Vertices } from './latent-triangulation.js';
import {
  addCentroid,
  distributeLostMass,
  emptyPointMasses,
  offGridProbes,
  type PointMasses,
  totalMass,
} from './off-grid-mass.js';

export interface RasterizedMass {
  /** Mass of each cell of the grid. Valid until the next call, which reuses the memory. */
  readonly masses: Float64Array;
  /** Parts of cells, included in `masses`. */
  readonly denseSubcells: readonly DenseSubcell[];
  /** Sum of `masses`. */
  readonly onGrid: number;
  readonly offGrid: PointMasses;
  /** Mass without a density: curves and points. */
  readonly singular: PointMasses;
}

/** Mass of a cell, at and below which it counts as empty: running sums leave 1e-16 behind. */
export const EMPTY_CELL_MASS = 1e-13;

// A triangle is collapsed to a point where a unit of z moves x by less than FLAT_SLOPE, in the target's scale, and to a curve
// where its Jacobian is nearly of rank one. In the determinant of a matrix of rank one, rounding leaves 1e-13 |J|^2: a
// hundred-thousandth of what RANK_ONE_TOLERANCE allows.
const FLAT_SLOPE = 1e-10;
const RANK_ONE_TOLERANCE = 1e-8;

// A smooth G is of rank one on no area, and yet nearly so where its units saturate: q has poles along curves there. The mass of
// a pole grows with the tolerance; that of a piecewise linear G's curve does not. As on a line (pushforward.ts). Decision 034.
const POLE_NEIGHBOURHOOD = 1e4; // times both tolerances
const MIN_POLE_MASS_RATIO = 2; // mass within the larger tolerances over mass within the smaller ones
const MIN_WIDTH_ULPS = 16; // width of a pole's image: less cannot be distinguished from a curve

// Triangles, edges or cells in one call of a small function: the machine code of such a function survives from one measurement
// to the next, while a long loop in a function that is called once is compiled again each time.
export const BLOCK_SIZE = 256;

interface RasterScales {
  /** Interquartile range of a latent coordinate. */
  readonly latentScale: number;
  readonly targetScale: number;
  /** A piecewise linear G has curves and no poles. */
  readonly isPiecewiseLinear: boolean;
}

interface RasterState extends RasterScales {
  readonly image: MappedTriangulation;
  readonly grid: Grid;
  readonly rasterizer: AreaRasterizer;
  readonly fragments: FragmentList;
  /** Mass over area of each triangle, signed by its orientation in the latent plane; 0 where it is not added by its edges. */
  readonly densities: Float64Array;
  readonly singular: PointMasses;
  readonly offGrid: PointMasses;
  /** Triangles with a vertex off the grid. */
  readonly leaving: number[];
  /** Triangles whose image is a curve or a point within the smaller tolerances. */
  readonly collapsed: number[];
  /** Mass of triangles whose image is one within the larger tolerances. */
  nearlyCollapsedMass: number;
}

/** Triangles without mass are skipped. */
export function rasterize(image: MappedTriangulation, grid: Grid, scales: RasterScales): RasterizedMass {
  const state: RasterState = {
    ...scales,
    image,
    grid,
    rasterizer: new AreaRasterizer(inCells(image.x, grid), grid),
    fragments: new FragmentList(grid),
    densities: new Float64Array(image.masses.length),
    singular: emptyPointMasses(),
    offGrid: emptyPointMasses(),
    leaving: [],
    collapsed: [],
    nearlyCollapsedMass: 0,
  };
  const { edges } = image;
  for (let from = 0; from < image.masses.length; from += BLOCK_SIZE)
    addTriangles(state, from, Math.min(from + BLOCK_SIZE, image.masses.length));
  addCollapsed(state);
  for (let from = 0; from < edges.length; from += 4 * BLOCK_SIZE)
    addEdges(state, from, Math.min(from + 4 * BLOCK_SIZE, edges.length));
  const masses = state.rasterizer.masses();
  const onGrid = sum(masses);
  const { singular, offGrid, leaving } = state;
  const lost = 1 - onGrid - totalMass(singular) - totalMass(offGrid);
  if (lost > EMPTY_CELL_MASS) distributeLostMass(lost, offGridProbes(image, grid, leaving), offGrid);
  return {
    masses,
    denseSubcells: denseSubcells(state.fragments, { cellMasses: masses, emptyCellMass: EMPTY_CELL_MASS }),
    onGrid,
    offGrid,
    singular,
  };
}

function addTriangles(state: RasterState, from: number, to: number): void {
  const { masses } = state.image;
  for (let triangle = from; triangle < to; triangle++) if (masses[triangle] > 0) addTriangle(state, triangle, false);
}

function addTriangle(state: RasterState, triangle: number, isPole: boolean): void {
  const { image, latentScale, targetScale, grid, rasterizer, fragments, densities, offGrid, leaving } = state;
  const { x, z, vertices } = image;
  const mass = image.masses[triangle];
  const a = vertices[3 * triangle];
  const b = vertices[3 * triangle + 1];
  const c = vertices[3 * triangle + 2];
  // The columns of G's Jacobian, per unit of the latent's scale.
  const byFirst = latentScale / (z[2 * b] - z[2 * a]);
  const bySecond = latentScale / (z[2 * c + 1] - z[2 * a + 1]);
  const ux = (x[2 * b] - x[2 * a]) * byFirst;
  const uy = (x[2 * b + 1] - x[2 * a + 1]) * byFirst;
  const vx = (x[2 * c] - x[2 * a]) * bySecond;
  const vy = (x[2 * c + 1] - x[2 * a + 1]) * bySecond;
  const norm = Math.sqrt(ux * ux + uy * uy + vx * vx + vy * vy);
  const determinant = Math.abs(ux * vy - vx * uy);
  if (
    !isPole &&
    (norm < POLE_NEIGHBOURHOOD * FLAT_SLOPE * targetScale ||
      determinant < POLE_NEIGHBOURHOOD * RANK_ONE_TOLERANCE * targetScale * norm)
  ) {
    state.nearlyCollapsedMass += mass;
    if (norm < FLAT_SLOPE * targetScale || determinant < RANK_ONE_TOLERANCE * targetScale * norm) {
      state.collapsed.push(triangle);
      return;
    }
  }
  const at: Vertices = { a, b, c };
  const area = rasterizer.area(at);
  if (rasterizer.spansCells(at, area)) {
    // Oriented as in the latent plane, which is how the edges are stored.
    densities[triangle] = Math.sign(byFirst * bySecond) * (mass / area);
    rasterizer.addSliverFragments(at, { mass, area: Math.abs(area) }, fragments);
    if (rasterizer.leavesGrid(at)) leaving.push(triangle);
    return;
  }
  const exact = determinant / Math.abs(byFirst * bySecond);
  const doubledArea = isPole ? Math.max(exact, minDoubledArea(x, at, targetScale)) : exact;
  const fragment = { mass, area: doubledArea / (2 * grid.step[0] * grid.step[1]) };
  const lost = rasterizer.addSmallTriangle(at, fragment, fragments);
  if (lost > 0) addCentroid(offGrid, x, at, { mass: lost, density: (2 * mass) / doubledArea });
}

/** Poles have a density and are rasterised like other triangles; curves and points have none. */
function addCollapsed(state: RasterState): void {
  const { image, isPiecewiseLinear, collapsed, nearlyCollapsedMass, singular } = state;
  const { x, vertices, masses } = image;
  const collapsedMass = collapsed.reduce((all, triangle) => all + masses[triangle], 0);
  const arePoles = !isPiecewiseLinear && nearlyCollapsedMass > MIN_POLE_MASS_RATIO * collapsedMass;
  for (const triangle of collapsed) {
    if (arePoles) addTriangle(state, triangle, true);
    else {
      const [a, b, c] = vertices.subarray(3 * triangle, 3 * triangle + 3);
      addCentroid(singular, x, { a, b, c }, { mass: masses[triangle], density: Infinity });
    }
  }
}

/** Twice the area of an image that is as narrow as rounding can tell from a curve. */
function minDoubledArea(x: Float64Array, { a, b, c }: Vertices, scale: number): number {
  const side = (from: number, to: number) => Math.hypot(x[2 * to] - x[2 * from], x[2 * to + 1] - x[2 * from + 1]);
  const width = MIN_WIDTH_ULPS * Number.EPSILON * (Math.hypot(x[2 * a], x[2 * a + 1]) + scale);
  return width * Math.max(width, side(a, b), side(a, c));
}

function addEdges({ image: { edges }, rasterizer, densities }: RasterState, from: number, to: number): void {
  for (let i = from; i < to; i += 4) {
    const left = edges[i + 2] < 0 ? 0 : densities[edges[i + 2]];
    const right = edges[i + 3] < 0 ? 0 : densities[edges[i + 3]];
    if (left !== right) rasterizer.addEdge(edges[i], edges[i + 1], left - right);
  }
}

/** Rows of x in units of the grid's cells, from its corner. */
function inCells(x: Float64Array, { low, step }: Grid): Float64Array {
  const points = new Float64Array(x.length);
  for (let from = 0; from < x.length; from += 2 * BLOCK_SIZE)
    for (const i of [0, 1]) scale(x, points, { from: from + i, to: from + 2 * BLOCK_SIZE, low: low[i], step: step[i] });
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
