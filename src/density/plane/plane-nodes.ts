/** What was laid on a grid, as the nodes of a comparison. */
import type { LatentDistribution } from '../../core/gan/latents/_latent.js';
import type { Comparison } from '../comparison.js';
import type { KnownDensity } from '../known-density.js';
import type { DensePart } from './dense-parts.js';
import type { Grid } from './grid.js';
import { EMPTY, type Laid, PORTION } from './lay.js';
import type { Loose } from './loose.js';

type Nodes = Pick<Comparison, 'x' | 'rows' | 'size' | 'p' | 'q' | 'logRatio'>;

/** Cells where either has mass, parts of cells where q is dense, and the pieces off the grid: there p is pointwise, its mass being under 1e-9 in all. */
export function nodesOf(
  { target, latent, grid }: { readonly target: KnownDensity; readonly latent: LatentDistribution; readonly grid: Grid },
  { masses, dense, off }: Laid,
): Nodes {
  const isBounded = Number.isFinite(latent.quantile(0)) && Number.isFinite(latent.quantile(1));
  const cells = cellsWithMass(grid, masses);
  const regular = cells.length;
  const pieces = regular + dense.length;
  const count = pieces + off.mass.length;
  const found = { p: new Float64Array(count), q: new Float64Array(count), logRatio: new Float64Array(count) };
  const { p, q, logRatio } = found;
  for (let from = 0; from < regular; from += PORTION)
    fill(found, { grid, masses, isBounded, cells, from, to: Math.min(from + PORTION, regular) });
  takeOut(found, { grid, masses, isBounded, cells, dense });
  dense.forEach(({ cell, mass, area }, k) => {
    const logP = grid.logMass(cell) + Math.log(area);
    if (grid.hasMass(cell)) p[regular + k] = Math.exp(logP);
    q[regular + k] = mass;
    logRatio[regular + k] = logP - Math.log(mass);
  });
  q.set(off.mass, pieces);
  target.logDensity(Float64Array.from(off.x)).forEach((logP, k) => {
    logRatio[pieces + k] = logP - Math.log(off.density[k]);
  });
  const rows = (nodes: readonly number[]) => {
    const out = new Float64Array(2 * nodes.length);
    for (let from = 0; from < nodes.length; from += PORTION)
      place(out, { nodes, cells, dense, grid, off, from, to: Math.min(from + PORTION, nodes.length) });
    return out;
  };
  const cellSize = grid.step[0] * grid.step[1];
  return {
    get x() {
      return rows(Array.from(q.keys()));
    },
    rows,
    // A part of a cell counts as the cell: what is nowhere is told beside the peak of the grid's densities, and poles have none.
    size: (node) => (node < pieces ? cellSize : q[node] / off.density[node - pieces]),
    p,
    q,
    logRatio,
  };
}

function cellsWithMass(grid: Grid, masses: Float64Array): Int32Array {
  const cells = new Int32Array(masses.length);
  let filled = 0;
  for (let from = 0; from < masses.length; from += PORTION)
    filled = gather(cells, { grid, masses, filled, from, to: Math.min(from + PORTION, masses.length) });
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
  for (let cell = of.from; cell < to; cell++) if (masses[cell] > EMPTY || grid.hasMass(cell)) cells[filled++] = cell;
  return filled;
}

function fill(
  found: Pick<Nodes, 'p' | 'q' | 'logRatio'>,
  of: Portion & { readonly masses: Float64Array; readonly cells: Int32Array; readonly isBounded: boolean },
): void {
  const { grid, masses, cells, isBounded, from, to } = of;
  for (let i = from; i < to; i++)
    set(found, i, { logP: grid.logMass(cells[i]), hasMass: grid.hasMass(cells[i]), mass: masses[cells[i]], isBounded });
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
  if (mass > EMPTY) {
    q[i] = mass;
    logRatio[i] = logP - Math.log(mass);
  } else {
    // No triangle came here. Under a bounded latent q is 0. An unbounded one goes on where it was cut: all that is
    // known is q < EMPTY, which bounds KL(p || q) from below.
    q[i] = 0;
    logRatio[i] = isBounded ? Infinity : Math.max(0, logP - Math.log(EMPTY));
  }
}

/** Leaves of cells with dense parts what these do not take. */
function takeOut(
  found: Pick<Nodes, 'p' | 'q' | 'logRatio'>,
  of: {
    readonly grid: Grid;
    readonly masses: Float64Array;
    readonly cells: Int32Array;
    readonly dense: readonly DensePart[];
    readonly isBounded: boolean;
  },
): void {
  const { grid, masses, cells, dense, isBounded } = of;
  const taken = new Map<number, { mass: number; area: number }>();
  for (const { cell, mass, area } of dense) {
    const from = taken.get(cell) ?? { mass: 0, area: 0 };
    from.mass += mass;
    from.area += area;
    taken.set(cell, from);
  }
  for (const [cell, { mass, area }] of taken)
    set(found, indexOf(cells, cell), {
      logP: grid.logMass(cell) + Math.log1p(-area),
      hasMass: grid.hasMass(cell),
      mass: masses[cell] - mass,
      isBounded,
    });
}

/** In an ascending list. */
function indexOf(cells: Int32Array, cell: number): number {
  let [low, high] = [0, cells.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cells[middle] < cell) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where nodes lie: their cells' centres, or the pieces themselves. */
function place(
  out: Float64Array,
  of: Portion & {
    readonly nodes: readonly number[];
    readonly cells: Int32Array;
    readonly dense: readonly DensePart[];
    readonly off: Loose;
  },
): void {
  const { grid, nodes, cells, dense, off, from, to } = of;
  for (let k = from; k < to; k++) {
    const part = nodes[k] - cells.length;
    const piece = part - dense.length;
    if (piece < 0) grid.centre(part < 0 ? cells[nodes[k]] : dense[part].cell, out, 2 * k);
    else {
      out[2 * k] = off.x[2 * piece];
      out[2 * k + 1] = off.x[2 * piece + 1];
    }
  }
}
