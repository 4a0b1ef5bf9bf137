/** A grid over a target's bounds, with p's mass in each cell. */

import { power } from '../../core/math/special/power.js';
import { NotComparableError } from '../density-comparison.js';
import type { KnownDensity } from '../known-density.js';
import type { GridGeometry } from './cell-masses.js';
import { gaussianSumMasses } from './gaussian-sum-masses.js';
import { mixtureMasses } from './mixture-masses.js';
import { quadratureMasses } from './quadrature-masses.js';

export interface Grid extends GridGeometry {
  /**
   * Log of p's mass in a cell. Where the mass is negligible, the density at the centre times the cell's area: far from the data
   * the mass of a cell is that at its nearest corner, and log p falls by 10 nats across half a deviation at a distance of 20.
   */
  logMass(cell: number): number;
  /** Cells where p has mass. */
  readonly support: Int32Array;
  /** Whether a cell is in `support`. */
  hasMass(cell: number): boolean;
  /** Writes a cell's centre into `out` at `at`. */
  centre(cell: number, out: Float64Array, at: number): void;
  /** The cell of a row of x, or -1 off the grid. */
  cellOf(x: Float64Array, row: number): number;
}

const MAX_CELLS = 2e5;
const FINE_STEP = 1 / 8; // of the target's scale: finer steps change little, and are taken only where they cost little
const MAX_FINE_CELLS = 6e4; // of a grid with a finer step
const NEGLIGIBLE_LOG_MASS = Math.log(1e-16);
const MAX_MASS_ERROR = 1e-6;

const known = new WeakMap<KnownDensity, Map<string, Grid>>();

/**
 * The grid with the first of `steps`, in the target's scale, that gives at most MAX_CELLS cells, or MAX_FINE_CELLS if it is finer
 * than FINE_STEP. Made once a target. Throws `NotComparableError` where p's mass on it does not sum to one.
 */
export function gridOf(target: KnownDensity, steps: readonly number[]): Grid {
  const grids = known.get(target) ?? new Map<string, Grid>();
  known.set(target, grids);
  const grid = grids.get(steps.join()) ?? makeGrid(target, geometryOf(target, steps));
  grids.set(steps.join(), grid);
  return grid;
}

function geometryOf({ dim, bounds, scale }: KnownDensity, steps: readonly number[]): GridGeometry {
  const wanted = steps.map((step) => bounds.map(({ low, high }) => Math.ceil((high - low) / (step * scale) - 1e-9)));
  const size = (counts: readonly number[]) => counts.reduce((all, count) => all * count, 1);
  const chosen =
    wanted.find((counts, i) => size(counts) <= (steps[i] < FINE_STEP ? MAX_FINE_CELLS : MAX_CELLS)) ??
    wanted[wanted.length - 1];
  const shrink = Math.min(1, power(MAX_CELLS / size(chosen), 1 / dim));
  const counts = chosen.map((count) => Math.max(1, Math.floor(count * shrink)));
  return {
    dim,
    low: bounds.map(({ low }) => low),
    step: bounds.map(({ low, high }, i) => (high - low) / counts[i]),
    columns: counts[0],
    rows: counts[1] ?? 1,
  };
}

function makeGrid(target: KnownDensity, geometry: GridGeometry): Grid {
  const { dim, low, step, columns, rows } = geometry;
  const masses =
    mixtureMasses(target, geometry) ?? gaussianSumMasses(target, geometry) ?? quadratureMasses(target, geometry);
  const logs = new Float64Array(columns * rows).fill(Number.NaN);
  const isSupport = new Uint8Array(columns * rows);
  let mass = 0;
  for (const cell of masses.candidates()) {
    const log = isSupport[cell] ? -Infinity : masses.logMass(cell);
    if (log < NEGLIGIBLE_LOG_MASS) continue;
    isSupport[cell] = 1;
    logs[cell] = log;
    mass += Math.exp(log);
  }
  if (!(Math.abs(mass - 1) < MAX_MASS_ERROR))
    throw new NotComparableError(`the mass of p on the grid is ${mass}, not 1 within ${MAX_MASS_ERROR}`);
  const logVolume = step.reduce((sum, side) => sum + Math.log(side), 0);
  const centre = (cell: number, out: Float64Array, from: number): void => {
    out[from] = low[0] + ((cell % columns) + 0.5) * step[0];
    if (dim === 2) out[from + 1] = low[1] + (Math.floor(cell / columns) + 0.5) * step[1];
  };
  /** Fills a whole row: an array for each cell would cost more than its density. */
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
