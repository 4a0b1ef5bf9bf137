/** G's Jacobian dG/dz at draws of z, by central differences. */
import type { Snapshot } from '../../core/snapshot/snapshot.js';

export const DRAWS = 256;
const STEP = 1e-5; // of the latent's unit: an error of 1e-10 relative where G is smooth, of 1e-11 |G| from rounding

export interface Jacobians {
  /** One a draw of z: rows of the target's dimension by columns of the latent's. */
  readonly matrices: readonly Float64Array[];
  readonly rows: number;
  readonly columns: number;
}

export function jacobians(snapshot: Snapshot): Promise<Jacobians | { readonly absent: string }> {
  return snapshot.share('latent/jacobians', async () => {
    const { latent, target } = snapshot;
    const columns = latent.dim;
    const rows = target.dim;
    const step = STEP * (latent.quantile(0.75) - latent.quantile(0.25));
    const z = new Float64Array(DRAWS * columns);
    latent.sample(z, snapshot.stream('jacobian'));
    const x = await snapshot.generate(probes(z, columns, step));
    if (!x.every(Number.isFinite)) return { absent: "G's output is not finite" };
    const matrices = Array.from({ length: DRAWS }, (_, draw) => {
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

/** For each draw and coordinate, z with that coordinate ahead, then behind. */
function probes(z: Float64Array, columns: number, step: number): Float64Array {
  const out = new Float64Array(2 * z.length * columns);
  for (let draw = 0; draw < DRAWS; draw++)
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
