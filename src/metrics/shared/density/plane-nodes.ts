/** What was laid on a grid, as the nodes of a comparison. */
import type { LatentDistribution } from '../../../core/latent.js';
import type { Comparison } from './comparison.js';
import type { Grid } from './grid.js';
import type { KnownDensity } from './known-density.js';
import { EMPTY, type Laid, PORTION } from './lay.js';
import type { Loose } from './loose.js';

type Nodes = Pick<Comparison, 'x' | 'rows' | 'size' | 'p' | 'q' | 'logRatio'>;

/** Cells where either has mass, and the pieces off the grid: there p is pointwise, its mass being under 1e-9 in all. */
export function nodesOf(
  { target, latent, grid }: { readonly target: KnownDensity; readonly latent: LatentDistribution; readonly grid: Grid },
  { masses, off }: Laid,
): Nodes {
  const isBounded = Number.isFinite(latent.quantile(0)) && Number.isFinite(latent.quantile(1));
  const cells = cellsWithMass(grid, masses);
  const regular = cells.length;
  const count = regular + off.mass.length;
  const found = { p: new Float64Array(count), q: new Float64Array(count), logRatio: new Float64Array(count) };
  const { p, q, logRatio } = found;
  for (let from = 0; from < regular; from += PORTION)
    fill(found, { grid, masses, isBounded, cells, from, to: Math.min(from + PORTION, regular) });
  q.set(off.mass, regular);
  target.logDensity(Float64Array.from(off.x)).forEach((logP, k) => {
    logRatio[regular + k] = logP - Math.log(off.density[k]);
  });
  const rows = (nodes: readonly number[]) => {
    const out = new Float64Array(2 * nodes.length);
    for (let from = 0; from < nodes.length; from += PORTION)
      place(out, { nodes, cells, grid, off, from, to: Math.min(from + PORTION, nodes.length) });
    return out;
  };
  const cellSize = grid.step[0] * grid.step[1];
  return {
    get x() {
      return rows(Array.from(q.keys()));
    },
    rows,
    size: (node) => (node < regular ? cellSize : q[node] / off.density[node - regular]),
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
  { p, q, logRatio }: Pick<Nodes, 'p' | 'q' | 'logRatio'>,
  of: Portion & { readonly masses: Float64Array; readonly cells: Int32Array; readonly isBounded: boolean },
): void {
  const { grid, masses, cells, isBounded, from, to } = of;
  for (let i = from; i < to; i++) {
    const cell = cells[i];
    const logP = grid.logMass(cell);
    const mass = masses[cell];
    if (grid.hasMass(cell)) p[i] = Math.exp(logP);
    if (mass > EMPTY) {
      q[i] = mass;
      logRatio[i] = logP - Math.log(mass);
    } else {
      // No triangle came here. Under a bounded latent q is 0. An unbounded one goes on where it was cut: all that is
      // known is q < EMPTY, which bounds KL(p || q) from below.
      logRatio[i] = isBounded ? Infinity : Math.max(0, logP - Math.log(EMPTY));
    }
  }
}

/** Where nodes lie: their cells' centres, or the pieces themselves. */
function place(
  out: Float64Array,
  of: Portion & { readonly nodes: readonly number[]; readonly cells: Int32Array; readonly off: Loose },
): void {
  const { grid, nodes, cells, off, from, to } = of;
  for (let k = from; k < to; k++) {
    const piece = nodes[k] - cells.length;
    if (piece < 0) grid.centre(cells[nodes[k]], out, 2 * k);
    else {
      out[2 * k] = off.x[2 * piece];
      out[2 * k + 1] = off.x[2 * piece + 1];
    }
  }
}
