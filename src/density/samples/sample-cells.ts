/** Samples of G counted in the cells of a grid over the target. */
import { groupBy } from '../../core/collections/group-by.js';
import { maximum } from '../../core/math/long-lists.js';
import { significant } from '../../core/text/plain-numbers.js';
import { NotComparableError } from '../density-comparison.js';
import type { KnownDensity } from '../known-density.js';
import { type Grid, gridOf } from '../plane/grid.js';
import { MAX_DUPLICATE_SHARE, MIN_ATOM_SHARE } from './duplicates.js';
import { MIN_ATOM_COUNT } from './knn-distances.js';
import { tooFewSamples } from './minimum-samples.js';
import { roundingUnits } from './rounding.js';

export interface SampleCells {
  readonly n: number;
  readonly grid: Grid;
  /** Number of samples in each cell that has one. */
  readonly counts: ReadonlyMap<number, number>;
  /** Rows of samples off the grid, where p has less than 1e-9 of its mass. */
  readonly off: readonly number[];
  /** Rows of samples without a density: they repeat others. */
  readonly singular: readonly number[];
}

/**
 * `step`: of the grid, in the target's scale; wider where the samples are rounded more coarsely. Throws `NotComparableError` where
 * samples are not finite, too few, or rounded too coarsely.
 */
export function countInCells(samples: Float64Array, target: KnownDensity, step: number): SampleCells {
  const { dim, scale } = target;
  const n = samples.length / dim;
  if (!samples.every(Number.isFinite)) throw new NotComparableError("G's output is not finite");
  const lack = tooFewSamples({ n, dim, isKnownP: true, k: 1 });
  if (lack !== null) throw new NotComparableError(lack);
  const { rows: repeated, unit } = singularRowsOnce(samples, { dim, scale });
  const grid = gridOf(target, [Math.max(step, unit / MAX_ROUNDING_CELLS / scale)]);
  const counts = new Map<number, number>();
  const off: number[] = [];
  const singular: number[] = [];
  for (let row = 0; row < n; row++) {
    if (repeated.has(row)) singular.push(row);
    else {
      const cell = grid.cellOf(samples, row);
      if (cell < 0) off.push(row);
      else counts.set(cell, (counts.get(cell) ?? 0) + 1);
    }
  }
  return { n, grid, counts, off, singular };
}

/** What a histogram's estimator states of its grid and of the samples that are in no cell. */
export function describeCells({ n, grid, off, singular }: SampleCells): string {
  return [
    `histogram of ${n} samples on a grid of step ${grid.step.map((step) => significant(step, 3)).join(' x ')}`,
    ...(off.length ? [`mass off the grid ${significant(off.length / n, 3)}, where p has less than 1e-9`] : []),
    ...(singular.length ? [`singular mass ${significant(singular.length / n, 3)} (duplicate samples)`] : []),
  ].join('; ');
}

const MAX_ROUNDING_CELLS = 0.5; // of a cell's side: less rounding hardly changes the cells' counts
const MAX_ROUNDED_STEP = 1; // of the target's scale: cells of coarser samples would be wider than the modes

interface SingularRows {
  readonly rows: ReadonlySet<number>;
  /** Of the rounding that cells must be wider than; 0: none. */
  readonly unit: number;
}

interface RowSizes {
  readonly dim: number;
  readonly scale: number;
}

const known = new WeakMap<Float64Array, RowSizes & { readonly found: SingularRows }>();

/** Samples are counted on several grids. */
function singularRowsOnce(samples: Float64Array, { dim, scale }: RowSizes): SingularRows {
  const last = known.get(samples);
  if (last?.dim === dim && last.scale === scale) return last.found;
  const found = singularRows(samples, { dim, scale });
  known.set(samples, { dim, scale, found });
  return found;
}

/**
 * Rows that occur more than once: a density never gives the same number twice. In rounded samples, only rows that occur more often
 * than rounding explains; `unit` is then the rounding's, 0 for others.
 */
function singularRows(samples: Float64Array, { dim, scale }: RowSizes): SingularRows {
  const n = samples.length / dim;
  const rowsByValue = groupBy<number, number | string>(Array(n).keys(), (row) =>
    dim === 1 ? samples[row] : samples.subarray(row * dim, (row + 1) * dim).join(),
  );
  const repeated = [...rowsByValue.values()].filter((rows) => rows.length > 1);
  const atoms = repeated.filter((rows) => rows.length > Math.max(MIN_ATOM_COUNT, MIN_ATOM_SHARE * n));
  const others = count(repeated) - count(atoms);
  const units = others > 0 ? roundingUnits(samples, dim) : null;
  if (units === null) return { rows: new Set(repeated.flat()), unit: 0 };
  const unit = maximum(units);
  const widest = MAX_ROUNDED_STEP * scale;
  const isRounded = others > MAX_DUPLICATE_SHARE * n;
  if (isRounded && unit > MAX_ROUNDING_CELLS * widest)
    throw new NotComparableError(
      `samples are rounded to ${significant(unit, 3)}, too coarse for cells of ${significant(widest, 2)}: ${others} of ${n} equal another one`,
    );
  return { rows: new Set(atoms.flat()), unit: isRounded ? unit : 0 };
}

function count(groups: readonly (readonly number[])[]): number {
  return groups.reduce((sum, { length }) => sum + length, 0);
}
