/** G's Jacobian dG/dz at draws of z, by central differences. */
import type { Snapshot } from '../../core/snapshot/snapshot.js';

export const JACOBIAN_DRAWS = 256;
const RELATIVE_STEP = 1e-5; // of the latent's interquartile range: relative truncation error 1e-10, rounding 1e-11 |G|

export interface Jacobians {
  /** One a draw of z, row-major: dim x rows by dim z columns. */
  readonly matrices: readonly Float64Array[];
  readonly rows: number;
  readonly columns: number;
}

export function jacobians(snapshot: Snapshot): Promise<Jacobians | { readonly absent: string }> {
  return snapshot.share('latent/jacobians', async () => {
    const { latent, target } = snapshot;
    const columns = latent.dim;
    const rows = target.dim;
    const step = RELATIVE_STEP * (latent.quantile(0.75) - latent.quantile(0.25));
    const z = new Float64Array(JACOBIAN_DRAWS * columns);
    latent.sample(z, snapshot.stream('jacobian'));
    const x = await snapshot.generate(stencilPoints(z, columns, step));
    if (!x.every(Number.isFinite)) return { absent: "G's output is not finite" };
    const matrices = Array.from({ length: JACOBIAN_DRAWS }, (_, draw) => {
      const matrix = new Float64Array(rows * columns);
      for (let j = 0; j < columns; j++)
        for (let i = 0; i < rows; i++) {
          const ahead = 2 * (draw * columns + j) * rows + i;
          matrix[i * columns + j] = (x[ahead] - x[ahead + rows]) / (2 * step);
        }
      return matrix;
    });
    return { matrices, rows, columns };
  });
}

/** For each draw and coordinate, z with a step added to that coordinate, then with it subtracted. */
function stencilPoints(z: Float64Array, columns: number, step: number): Float64Array {
  const out = new Float64Array(2 * z.length * columns);
  for (let draw = 0; draw < JACOBIAN_DRAWS; draw++)
    for (let j = 0; j < columns; j++)
      for (const [side, sign] of [1, -1].entries()) {
        const at = (2 * (draw * columns + j) + side) * columns;
        out.set(z.subarray(draw * columns, (draw + 1) * columns), at);
        out[at + j] += sign * step;
      }
  return out;
}

/** J'J, whose eigenvalues are the squared singular values of J. */
export function gramian(matrix: Float64Array, rows: number, columns: number): Float64Array {
  const out = new Float64Array(columns * columns);
  for (let a = 0; a < columns; a++)
    for (let b = 0; b < columns; b++)
      for (let i = 0; i < rows; i++) out[a * columns + b] += matrix[i * columns + a] * matrix[i * columns + b];
  return out;
}
