/** Cells of a grid merged until each expects enough samples of p. */
import { groupBy } from '../../core/collections/group-by.js';
import type { Grid } from '../plane/grid.js';

export interface MergedCells {
  /** Samples of p expected in each merged cell, out of n. The last one has all cells where p is negligible. */
  readonly expected: Float64Array;
  /** The merged cell of each cell of the grid. */
  readonly indices: Int32Array;
}

export const MIN_EXPECTED_SAMPLES = 8; // of p in a cell: with fewer, exp(-n (p + q)) is not negligible
const NEGLIGIBLE_SAMPLES = 1e-3; // expected from p: below, a single sample of G shows that q differs from p
const LEVEL_NATS = 2; // cells whose expected samples differ by less are merged with each other

const known = new WeakMap<Grid, { readonly n: number; readonly cells: MergedCells }>();

/**
 * Cells that expect MIN_EXPECTED_SAMPLES of n samples stay. Others are merged with those in the same block of 2 x 2 cells that
 * expect about as many, what is left of these in blocks of 4 x 4, and so on: nearby cells, since q may be shifted, and equally
 * probable ones, since q may be wider. It depends on p alone: otherwise q's noise would choose the cells. A few merged cells, one
 * a level, expect fewer.
 */
export function mergedCells(grid: Grid, n: number): MergedCells {
  const last = known.get(grid);
  if (last?.n === n) return last.cells;
  const cells = merge(grid, n);
  known.set(grid, { n, cells });
  return cells;
}

interface Group {
  mass: number;
  readonly cells: number[];
}

function merge(grid: Grid, n: number): MergedCells {
  const indices = new Int32Array(grid.columns * grid.rows).fill(-1);
  const expected: number[] = [];
  const close = ({ mass, cells }: Group) => {
    const index = expected.push(mass) - 1;
    for (const cell of cells) indices[cell] = index;
  };
  const groups: Group[] = [];
  let negligible = 0;
  for (const cell of grid.support) {
    const mass = n * Math.exp(grid.logMass(cell));
    if (mass < NEGLIGIBLE_SAMPLES) negligible += mass;
    else if (mass >= MIN_EXPECTED_SAMPLES) close({ mass, cells: [cell] });
    else groups.push({ mass, cells: [cell] });
  }
  const levelOf = ({ mass }: Group) => Math.floor(Math.log(mass / MIN_EXPECTED_SAMPLES) / LEVEL_NATS);
  for (const ofLevel of groupBy(groups, levelOf).values()) mergeLevel(ofLevel, grid, close);
  const last = expected.push(negligible) - 1;
  return { expected: Float64Array.from(expected), indices: indices.map((index) => (index < 0 ? last : index)) };
}

/** Merges groups within blocks of 2, 4, 8, ... cells a side, up to the whole grid. */
function mergeLevel(groups: readonly Group[], { columns, rows }: Grid, close: (group: Group) => void): void {
  let rest = groups;
  for (let side = 2; rest.length > 0; side *= 2) {
    const open = new Map<number, Group>();
    for (const group of rest) {
      const [column, row] = [group.cells[0] % columns, Math.floor(group.cells[0] / columns)];
      const block = Math.floor(row / side) * columns + Math.floor(column / side);
      const into = open.get(block);
      if (into) {
        into.mass += group.mass;
        for (const cell of group.cells) into.cells.push(cell);
      } else open.set(block, group);
      const merged = into ?? group;
      if (merged.mass < MIN_EXPECTED_SAMPLES) continue;
      close(merged);
      open.delete(block);
    }
    rest = [...open.values()];
    if (side >= columns && side >= rows) {
      rest.forEach(close);
      return;
    }
  }
}
