/** q in one and two dimensions from samples, where the latent has more: a histogram on a grid, compared with p's cell masses. */

import { maximum, minimum } from '../../core/math/long-lists.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { significant } from '../../core/text/plain-numbers.js';
import { type DensityComparison, NotComparableError, selectRows } from '../density-comparison.js';
import type { KnownDensity } from '../known-density.js';
import { gridOf } from '../plane/grid.js';
import { MAX_DUPLICATE_SHARE, MIN_ATOM_SHARE } from './duplicates.js';
import { MIN_ATOM_COUNT } from './knn-distances.js';
import { tooFewSamples } from './minimum-samples.js';
import { roundingUnits } from './rounding.js';

const MIN_SAMPLES = 16_384; // of G: with the steps below, a corrected js is within 0.001 at p = q on the ring of 8
const GRID_STEPS = [[0.5], [1]]; // of the target's scale, in one and two dimensions

/** The samples of G from which densities are estimated, the same for every metric of a snapshot. */
export function densitySamples(snapshot: Snapshot): Promise<Float64Array> {
  return snapshot.share('density/samples', () => {
    const n = Math.max(MIN_SAMPLES, snapshot.sampleCount);
    const z = new Float64Array(n * snapshot.latent.dim);
    snapshot.latent.sample(z, snapshot.stream('density'));
    return snapshot.generate(z);
  });
}

/** Throws `NotComparableError` where samples are not finite, too few, or rounded too coarsely. */
export function compareSampleHistogram(samples: Float64Array, target: KnownDensity): DensityComparison {
  const { dim } = target;
  const n = samples.length / dim;
  if (!samples.every(Number.isFinite)) throw new NotComparableError("G's output is not finite");
  const lack = tooFewSamples({ n, dim, isKnownP: true, k: 1 });
  if (lack !== null) throw new NotComparableError(lack);
  const grid = gridOf(target, GRID_STEPS[dim - 1]);
  const repeated = singularRows(samples, { dim, step: minimum(grid.step) });
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
  const cells = [...new Set([...grid.support, ...counts.keys()])].sort((a, b) => a - b);
  const logP = cells.map((cell) => grid.logMass(cell));
  const q = cells.map((cell) => (counts.get(cell) ?? 0) / n);
  const centres = new Float64Array(cells.length * dim);
  cells.forEach((cell, i) => {
    grid.centre(cell, centres, i * dim);
  });
  const x = Float64Array.from([...centres, ...selectRows(samples, dim, off)]);
  const none = off.map(() => 0);
  return {
    estimator: () =>
      [
        `histogram of ${n} samples on a grid of step ${grid.step.map((step) => significant(step, 3)).join(' x ')}`,
        ...(off.length ? [`mass off the grid ${significant(off.length / n, 3)}`] : []),
        ...(singular.length ? [`singular mass ${significant(singular.length / n, 3)} (duplicate samples)`] : []),
      ].join('; '),
    dim,
    x,
    positions: (nodes) => selectRows(x, dim, nodes),
    p: Float64Array.from([...logP.map(Math.exp), ...none]),
    q: Float64Array.from([...q, ...off.map(() => 1 / n)]),
    // Off the grid p has less than 1e-9 in all: negligible beside a sample's 1 / n.
    logRatio: Float64Array.from([
      ...logP.map((value, i) => (value === -Infinity ? value : value - Math.log(q[i]))),
      ...off.map(() => -Infinity),
    ]),
    // A sample off the grid counts with the size of a cell, as if the grid continued.
    cellSize: () => grid.step.reduce((all, side) => all * side, 1),
    singular: { x: selectRows(samples, dim, singular), mass: Float64Array.from(singular, () => 1 / n) },
    samples: n,
  };
}

const MAX_ROUNDING_CELLS = 0.5; // of a cell's side: less rounding hardly changes the cells' counts

/**
 * Rows that occur more than once: a density never gives the same number twice. In rounded samples, only rows that occur more often
 * than rounding explains.
 */
function singularRows(
  samples: Float64Array,
  { dim, step }: { readonly dim: number; readonly step: number },
): Set<number> {
  const rowsByValue = new Map<string, number[]>();
  const n = samples.length / dim;
  for (let row = 0; row < n; row++) {
    const key = samples.subarray(row * dim, (row + 1) * dim).join();
    const rows = rowsByValue.get(key);
    if (rows) rows.push(row);
    else rowsByValue.set(key, [row]);
  }
  const repeated = [...rowsByValue.values()].filter((rows) => rows.length > 1);
  const atoms = repeated.filter((rows) => rows.length > Math.max(MIN_ATOM_COUNT, MIN_ATOM_SHARE * n));
  const others = count(repeated) - count(atoms);
  const units = others > 0 ? roundingUnits(samples, dim) : null;
  if (units === null) return new Set(repeated.flat());
  const unit = maximum(units);
  if (unit > MAX_ROUNDING_CELLS * step && others > MAX_DUPLICATE_SHARE * n)
    throw new NotComparableError(
      `samples are rounded to ${significant(unit, 3)}, too coarse for cells of ${significant(step, 2)}: ${others} of ${n} equal another one`,
    );
  return new Set(atoms.flat());
}

function count(groups: readonly (readonly number[])[]): number {
  return groups.reduce((sum, { length }) => sum + length, 0);
}
