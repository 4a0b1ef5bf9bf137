/** The mass of a density by quadrature: all of it, and that of coarse cells which samples are counted in. */

import type { Distribution } from '../core/gan/targets/_target.js';
import { must, shortNumber } from './law.js';

const MAX_POINTS = 3e7; // of the midpoint rule: some seconds
const SIDE = 8; // coarse cells along each coordinate

/** Midpoint rule, three quarters of a scale fine in two dimensions: the whole mass, and that of each coarse cell. */
export function integrate({ dim, logDensity, bounds, scale }: Distribution): {
  readonly total: number;
  readonly cells: Float64Array;
} {
  const fine = bounds.map(({ low, high }) => {
    const n = SIDE * Math.ceil((high - low) / (SIDE * scale * (dim === 1 ? 0.005 : 0.75)));
    return { low, n, h: (high - low) / n };
  });
  const points = fine.reduce((product, { n }) => product * n, 1);
  must(
    points <= MAX_POINTS,
    `its bounds are too wide for its scale, ${shortNumber(scale)}: the density would be integrated on ${shortNumber(points)} points`,
  );
  const cells = new Float64Array(dim === 1 ? SIDE : SIDE * SIDE);
  const volume = fine.reduce((product, { h }) => product * h, 1);
  const first = fine[0]!;
  const last = fine[dim - 1]!;
  const line = new Float64Array(last.n * dim);
  for (let i = 0; i < (dim === 1 ? 1 : first.n); i++) {
    for (let j = 0; j < last.n; j++) {
      if (dim === 2) line[2 * j] = first.low + (i + 0.5) * first.h;
      line[dim * j + dim - 1] = last.low + (j + 0.5) * last.h;
    }
    const row = dim === 1 ? 0 : SIDE * Math.floor((i * SIDE) / first.n);
    for (const [j, value] of logDensity!(line).entries())
      cells[row + Math.floor((j * SIDE) / last.n)]! += Math.exp(value) * volume;
  }
  return { total: cells.reduce((sum, mass) => sum + mass, 0), cells };
}

/** The coarse cell of the row of `x` that begins at `at`. */
export function coarseCell({ dim, bounds }: Distribution, x: Float64Array, at: number): number {
  let cell = 0;
  for (let i = 0; i < dim; i++) {
    const { low, high } = bounds[i]!;
    cell = cell * SIDE + Math.min(SIDE - 1, Math.floor((SIDE * (x[at + i]! - low)) / (high - low)));
  }
  return cell;
}
