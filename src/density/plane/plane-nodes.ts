/** Mass rasterised on a grid, as the nodes of a comparison with p. */
import type { LatentDistribution } from '../../core/gan/latents/_latent.js';
import { firstIndex } from '../../core/math/first-index.js';
import type { DensityComparison } from '../density-comparison.js';
import type { KnownDensity } from '../known-density.js';
import type { DenseSubcell } from './dense-subcells.js';
import type { Grid } from './grid.js';
import type { PointMasses } from './off-grid-mass.js';
import { BLOCK_SIZE, EMPTY_CELL_MASS, type RasterizedMass } from './rasterize.js';

type Nodes = Pick<DensityComparison, 'x' | 'positions' | 'cellSize' | 'p' | 'q' | 'logRatio'>;

/**
 * The nodes: cells where p or q has mass, parts of cells in which q is dense, and points off the grid. At the latter p is 0, its
 * mass there being less than 1e-9 in all, and log p is its value at the point.
 */
export function planeNodes(
  { target, latent, grid }: { readonly target: KnownDensity; readonly latent: LatentDistribution; readonly grid: Grid },
  { masses, denseSubcells, offGrid }: RasterizedMass,
): Nodes {
  const isBounded = Number.isFinite(latent.quantile(0)) && Number.isFinite(latent.quantile(1));
  const cells = cellsWithMass(grid, masses);
  const cellCount = cells.length;
  const firstPoint = cellCount + denseSubcells.length;
  const count = firstPoint + offGrid.mass.length;
  const values = { p: new Float64Array(count), q: new Float64Array(count), logRatio: new Float64Array(count) };
  const { p, q, logRatio } = values;
  for (let from = 0; from < cellCount; from += BLOCK_SIZE)
    fill(values, { grid, masses, isBounded, cells, from, to: Math.min(from + BLOCK_SIZE, cellCount) });
  subtractParts(values, { grid, masses, isBounded, cells, denseSubcells });
  denseSubcells.forEach(({ cell, mass, area }, k) => {
    const logP = grid.logMass(cell) + Math.log(area);
    if (grid.hasMass(cell)) p[cellCount + k] = Math.exp(logP);
    q[cellCount + k] = mass;
    logRatio[cellCount + k] = logP - Math.log(mass);
  });
  q.set(offGrid.mass, firstPoint);
  target.logDensity(Float64Array.from(offGrid.x)).forEach((logP, k) => {
    logRatio[firstPoint + k] = logP - Math.log(offGrid.density[k]);
  });
  const positions = (nodes: readonly number[]) => {
    const out = new Float64Array(2 * nodes.length);
    for (let from = 0; from < nodes.length; from += BLOCK_SIZE)
      writePositions(out, {
        nodes,
        cells,
        denseSubcells,
        grid,
        offGrid,
        from,
        to: Math.min(from + BLOCK_SIZE, nodes.length),
      });
    return out;
  };
  const cellSize = grid.step[0] * grid.step[1];
  return {
    get x() {
      return positions(Array.from(q.keys()));
    },
    positions,
    // A part of a cell counts with its cell's size: densities are compared with the peak over the grid, and a pole has none.
    cellSize: (node) => (node < firstPoint ? cellSize : q[node] / offGrid.density[node - firstPoint]),
    p,
    q,
    logRatio,
  };
}

function cellsWithMass(grid: Grid, masses: Float64Array): Int32Array {
  const cells = new Int32Array(masses.length);
  let filled = 0;
  for (let from = 0; from < masses.length; from += BLOCK_SIZE)
    filled = gather(cells, { grid, masses, filled, from, to: Math.min(from + BLOCK_SIZE, masses.length) });
  return cells.subarray(0, filled);
}

interface Portion {
  readonly grid: Grid;
  readonly from: number;
  readonly to: number;
}

function gather(cells: Int32Array, of: Portion & { readonly masses: Float64Array; readonly filled: number }): number {
  const { grid, masses, to } = of;
  let filled = of.filled;
  for (let cell = of.from; cell < to; cell++)
    if (masses[cell] > EMPTY_CELL_MASS || grid.hasMass(cell)) cells[filled++] = cell;
  return filled;
}

function fill(
  values: Pick<Nodes, 'p' | 'q' | 'logRatio'>,
  of: Portion & { readonly masses: Float64Array; readonly cells: Int32Array; readonly isBounded: boolean },
): void {
  const { grid, masses, cells, isBounded, from, to } = of;
  for (let i = from; i < to; i++)
    set(values, i, {
      logP: grid.logMass(cells[i]),
      hasMass: grid.hasMass(cells[i]),
      mass: masses[cells[i]],
      isBounded,
    });
}

interface Cell {
  readonly logP: number;
  readonly hasMass: boolean;
  readonly mass: number;
  readonly isBounded: boolean;
}

function set(
  { p, q, logRatio }: Pick<Nodes, 'p' | 'q' | 'logRatio'>,
  i: number,
  { logP, hasMass, mass, isBounded }: Cell,
): void {
  if (hasMass) p[i] = Math.exp(logP);
  if (mass > EMPTY_CELL_MASS) {
    q[i] = mass;
    logRatio[i] = logP - Math.log(mass);
  } else {
    // No triangle covers this cell. Under a bounded latent q is 0. An unbounded one was truncated: all that is known is
    // q < EMPTY_CELL_MASS, which bounds KL(p || q) from below.
    q[i] = 0;
    logRatio[i] = isBounded ? Infinity : Math.max(0, logP - Math.log(EMPTY_CELL_MASS));
  }
}

/** Replaces cells that have dense parts by what remains of them. */
function subtractParts(
  values: Pick<Nodes, 'p' | 'q' | 'logRatio'>,
  of: {
    readonly grid: Grid;
    readonly masses: Float64Array;
    readonly cells: Int32Array;
    readonly denseSubcells: readonly DenseSubcell[];
    readonly isBounded: boolean;
  },
): void {
  const { grid, masses, cells, denseSubcells, isBounded } = of;
  const partsOf = new Map<number, { mass: number; area: number }>();
  for (const { cell, mass, area } of denseSubcells) {
    const from = partsOf.get(cell) ?? { mass: 0, area: 0 };
    from.mass += mass;
    from.area += area;
    partsOf.set(cell, from);
  }
  for (const [cell, { mass, area }] of partsOf)
    set(values, indexOf(cells, cell), {
      logP: grid.logMass(cell) + Math.log1p(-area),
      hasMass: grid.hasMass(cell),
      mass: masses[cell] - mass,
      isBounded,
    });
}

/** Index of a cell in an ascending list. */
function indexOf(cells: Int32Array, cell: number): number {
  return firstIndex(cells.length, (i) => cells[i] >= cell);
}

/** Positions of nodes: their cells' centres, or the points off the grid. */
function writePositions(
  out: Float64Array,
  of: Portion & {
    readonly nodes: readonly number[];
    readonly cells: Int32Array;
    readonly denseSubcells: readonly DenseSubcell[];
    readonly offGrid: PointMasses;
  },
): void {
  const { grid, nodes, cells, denseSubcells, offGrid, from, to } = of;
  for (let k = from; k < to; k++) {
    const part = nodes[k] - cells.length;
    const point = part - denseSubcells.length;
    if (point < 0) grid.centre(part < 0 ? cells[nodes[k]] : denseSubcells[part].cell, out, 2 * k);
    else {
      out[2 * k] = offGrid.x[2 * point];
      out[2 * k + 1] = offGrid.x[2 * point + 1];
    }
  }
}
