/**
 * The images of latent triangles under G, rasterised on a grid: which part of q has a density on it, which part lies off it,
 * and which part is singular. Throws nothing; the caller checks that the masses sum to one.
 */

import { sum } from '../density-comparison.js';
import { AreaRasterizer } from './area-rasterizer.js';
import { type CollapsedTriangles, collapsedTriangles, type RasterScales } from './collapsed-triangles.js';
import { type DenseSubcell, denseSubcells, FragmentList } from './dense-subcells.js';
import type { Grid } from './grid.js';
import type { MappedTriangulation, Vertices } from './latent-triangulation.js';
import {
  addOffGridTriangle,
  distributeLostMass,
  emptyPointMasses,
  offGridProbes,
  type PointMasses,
  totalMass,
} from './off-grid-mass.js';
import { insideCount, SINGULAR_PARTS, type SingularPart } from './singular-border.js';

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
  /** Standard error of its total, from the triangles across its border. */
  readonly singularError: number;
}

/** Mass of a cell, at and below which it counts as empty: running sums leave 1e-16 behind. */
export const EMPTY_CELL_MASS = 1e-13;

const MIN_WIDTH_ULPS = 16; // width of a pole's image: less cannot be distinguished from a curve

// Triangles, edges or cells in one call of a small function: the machine code of such a function survives from one measurement
// to the next, while a long loop in a function that is called once is compiled again each time.
export const BLOCK_SIZE = 256;

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
  readonly collapsed: CollapsedTriangles;
  /** 1 for each vertex inside the region whose image is a curve or a point. */
  readonly isInside: Uint8Array;
  /** Sum of the squared errors of the singular parts of triangles across the region's border. */
  singularVariance: number;
}

/** Triangles without mass are skipped. `isInside`: 1 for each vertex inside the region whose image is a curve or a point. */
export function rasterize(
  image: MappedTriangulation,
  grid: Grid,
  scales: RasterScales,
  isInside: Uint8Array,
): RasterizedMass {
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
    collapsed: collapsedTriangles(image, scales),
    isInside,
    singularVariance: 0,
  };
  const { edges } = image;
  for (let from = 0; from < image.masses.length; from += BLOCK_SIZE)
    addTriangles(state, from, Math.min(from + BLOCK_SIZE, image.masses.length));
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
    singularError: Math.sqrt(state.singularVariance),
  };
}

function addTriangles(state: RasterState, from: number, to: number): void {
  const { masses } = state.image;
  const { isCollapsed, arePoles } = state.collapsed;
  for (let triangle = from; triangle < to; triangle++) {
    if (!(masses[triangle] > 0)) continue;
    if (!isCollapsed[triangle]) addTriangle(state, triangle, false);
    else if (arePoles) addTriangle(state, triangle, true);
    else addSingular(state, triangle, SINGULAR_PARTS[3], masses[triangle]);
  }
}

/** The mass of a triangle without its singular part, which is added to the singular points. */
function regularMass(state: RasterState, triangle: number): number {
  const { isInside } = state;
  const mass = state.image.masses[triangle];
  const inside = insideCount(state.image, isInside, triangle);
  if (inside === 0) return mass;
  const part = SINGULAR_PARTS[inside];
  state.singularVariance += (mass * part.error) ** 2;
  addSingular(state, triangle, part, mass * part.share);
  return mass * (1 - part.share);
}

function addSingular(state: RasterState, triangle: number, part: SingularPart, mass: number): void {
  const { isInside, singular } = state;
  const { x, vertices } = state.image;
  let [atX, atY] = [0, 0];
  for (let k = 3 * triangle; k < 3 * triangle + 3; k++) {
    const vertex = vertices[k];
    const weight = part.share === 1 || isInside[vertex] ? part.inside : part.outside;
    atX += weight * x[2 * vertex];
    atY += weight * x[2 * vertex + 1];
  }
  singular.x.push(atX, atY);
  singular.mass.push(mass);
  singular.density.push(Infinity);
}

function addTriangle(state: RasterState, triangle: number, isPole: boolean): void {
  const { image, targetScale, grid, rasterizer, fragments, densities, offGrid, leaving } = state;
  const { x, z, vertices } = image;
  const mass = isPole ? image.masses[triangle] : regularMass(state, triangle);
  if (mass === 0) return;
  const a = vertices[3 * triangle];
  const b = vertices[3 * triangle + 1];
  const c = vertices[3 * triangle + 2];
  const at: Vertices = { a, b, c };
  const area = rasterizer.area(at);
  if (rasterizer.spansCells(at, area)) {
    // Oriented as in the latent plane, which is how the edges are stored.
    densities[triangle] = Math.sign((z[2 * b] - z[2 * a]) * (z[2 * c + 1] - z[2 * a + 1])) * (mass / area);
    rasterizer.addSliverFragments(at, { mass, area: Math.abs(area) }, fragments);
    if (rasterizer.leavesGrid(at)) leaving.push(triangle);
    return;
  }
  const exact = Math.abs(
    (x[2 * b] - x[2 * a]) * (x[2 * c + 1] - x[2 * a + 1]) - (x[2 * c] - x[2 * a]) * (x[2 * b + 1] - x[2 * a + 1]),
  );
  const doubledArea = isPole ? Math.max(exact, minDoubledArea(x, at, targetScale)) : exact;
  const fragment = { mass, area: doubledArea / (2 * grid.step[0] * grid.step[1]) };
  const lost = rasterizer.addSmallTriangle(at, fragment, fragments);
  if (lost > 0) addOffGridTriangle(offGrid, x, at, { mass, lost, density: (2 * mass) / doubledArea });
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
