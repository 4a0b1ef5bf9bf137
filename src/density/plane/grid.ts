/** A grid over a target's bounds, with p's mass of each cell. */

import { NotComparable } from '../comparison.js';
import type { KnownDensity } from '../known-density.js';
import { cellQuadrature } from './cell-quadrature.js';
import { sumMasses } from './gaussian-sums.js';
import type { Geometry } from './geometry.js';
import { mixtureMasses } from './mixture-masses.js';

export interface Grid extends Geometry {
  /**
   * Log of p's mass of a cell. Where that is negligible, the centre's density stands for it: a cell's mass is that of its
   * nearest corner to the data, and log p is 10 nats lower across half a standard deviation that is 20 away.
   */
  logMass(cell: number): number;
  /** Cells where p has mass. */
  readonly support: Int32Array;
  /** Whether a cell is one of them. */
  hasMass(cell: number): boolean;
  /** Writes a cell's centre into `out` at `at`. */
  centre(cell: number, out: Float64Array, at: number): void;
  /** The cell of a row of x, or -1 off the grid. */
  cellOf(x: Float64Array, row: number): number;
}

const MOST_CELLS = 2e5;
const FINE = 1 / 8; // of the target's scale: finer steps tell little, and are taken where they cost as little
const FEW_CELLS = 6e4;
const NEGLIGIBLE = Math.log(1e-16);

const known = new WeakMap<KnownDensity, Map<string, Grid>>();

/** The grid with the first of `steps` (in the target's scale) that gives at most 200,000 cells, 60,000 if it is fine; made once a target. */
export function gridOf(target: KnownDensity, steps: readonly number[]): Grid {
  const grids = known.get(target) ?? new Map<string, Grid>();
  known.set(target, grids);
  const grid = grids.get(steps.join()) ?? makeGrid(target, geometryOf(target, steps));
  grids.set(steps.join(), grid);
  return grid;
}

function geometryOf({ dim, bounds, scale }: KnownDensity, steps: readonly number[]): Geometry {
  const wanted = steps.map((step) => bounds.map(({ low, high }) => Math.ceil((high - low) / (step * scale) - 1e-9)));
  const size = (counts: readonly number[]) => counts.reduce((all, count) => all * count, 1);
  const chosen =
    wanted.find((counts, i) => size(counts) <= (steps[i] < FINE ? FEW_CELLS : MOST_CELLS)) ?? wanted[wanted.length - 1];
  const shrink = Math.min(1, (MOST_CELLS / size(chosen)) ** (1 / dim));
  const counts = chosen.map((count) => Math.max(1, Math.floor(count * shrink)));
  return {
    dim,
    low: bounds.map(({ low }) => low),
    step: bounds.map(({ low, high }, i) => (high - low) / counts[i]),
    columns: counts[0],
    rows: counts[1] ?? 1,
  };
}

function makeGrid(target: KnownDensity, geometry: Geometry): Grid {
  const { dim, low, step, columns, rows } = geometry;
  const masses = mixtureMasses(target, geometry) ?? sumMasses(target, geometry) ?? cellQuadrature(target, geometry);
  const logs = new Float64Array(columns * rows).fill(Number.NaN);
  const isSupport = new Uint8Array(columns * rows);
  let mass = 0;
  for (const cell of masses.candidates()) {
    const log = isSupport[cell] ? -Infinity : masses.logMass(cell);
    if (log < NEGLIGIBLE) continue;
    isSupport[cell] = 1;
    logs[cell] = log;
    mass += Math.exp(log);
  }
  if (!(Math.abs(mass - 1) < 1e-6)) throw new NotComparable(`the mass of p on the grid came to ${mass} instead of 1`);
  const logVolume = step.reduce((sum, side) => sum + Math.log(side), 0);
  const centre = (cell: number, out: Float64Array, from: number): void => {
    out[from] = low[0] + ((cell % columns) + 0.5) * step[0];
    if (dim === 2) out[from + 1] = low[1] + (Math.floor(cell / columns) + 0.5) * step[1];
  };
  /** A whole row at once: an array for each cell would cost more than its density. */
  const fillRow = (first: number): void => {
    const centres = new Float64Array(columns * dim);
    for (let k = 0; k < columns; k++) centre(first + k, centres, k * dim);
    const found = target.logDensity(centres);
    for (let k = 0; k < columns; k++) if (Number.isNaN(logs[first + k])) logs[first + k] = found[k] + logVolume;
  };
  return {
    ...geometry,
    logMass(cell) {
      if (Number.isNaN(logs[cell])) fillRow(cell - (cell % columns));
      return logs[cell];
    },
    centre,
    support: Int32Array.from(isSupport.keys()).filter((cell) => isSupport[cell] === 1),
    hasMass: (cell) => isSupport[cell] === 1,
    cellOf(x, row) {
      const column = Math.floor((x[row * dim] - low[0]) / step[0]);
      const line = dim === 1 ? 0 : Math.floor((x[row * dim + 1] - low[1]) / step[1]);
      return column >= 0 && column < columns && line >= 0 && line < rows ? line * columns + column : -1;
    },
  };
}
