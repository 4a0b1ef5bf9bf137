/** The full Jacobian J = Dv of the game's vector field: one row costs about two gradients. */
import { z } from 'zod';
import type { GameAt } from '../../core/snapshot/game-at.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';

/** Parameters of both players together up to which the full matrix is computed. */
export const MAX_DENSE_PARAMETERS = 2000;

export const NO_GAME = 'needs the game itself';

/** The option of metrics of J: the point at which it is computed. */
export const at = z
  .enum(['here', 'equilibrium'])
  .default('here')
  .describe("point of the derivative: the run's parameters (here), or the equilibrium");
export type JacobianPoint = z.output<typeof at>;

/** Notes of metrics of J. */
export const JACOBIAN_NOTES = [
  'J = Dv with the vector field v = (-grad L_G, -grad L_D), regularizers included. The game is stable where every ' +
    'eigenvalue has a negative real part. The code of arXiv:1906.04848 has the opposite sign. Projections after a ' +
    'step (weight clipping) are not part of v.',
  'Between networks v is the mean over a batch of 512 that is drawn once per seed; in closed-form games it is exact. ' +
    'J does not depend on the optimizer and the update scheme: it is that of simultaneous gradient descent.',
];

export const COST_NOTE =
  'Expensive: measure it at few steps. J takes about two gradients per parameter; its eigenvalues take 0.4 s with ' +
  '300 parameters and 10 s with 1,000, growing with the cube.';

export interface Jacobian {
  /** Row-major, n x n; shared: do not modify. */
  readonly matrix: Float64Array;
  readonly n: number;
}

/** The flat parameters at the point; absent where the equilibrium is not known. */
export function pointOf(game: GameAt, at: JacobianPoint): Float64Array | { readonly absent: string } {
  const point = at === 'here' ? game.point : game.equilibrium;
  return point ?? { absent: 'no equilibrium is known in closed form' };
}

export function totalParameterCount({ sizes }: GameAt): number {
  return sizes.generator + sizes.discriminator;
}

/** Computed once per snapshot. Absent where it is too large or not finite, and where the vector field has a kink. */
export function jacobianOf(snapshot: Snapshot, at: JacobianPoint): Promise<Jacobian | { readonly absent: string }> {
  return snapshot.share(`dynamics/jacobian/${at}`, async () => {
    const { game } = snapshot;
    if (!game) return { absent: NO_GAME };
    const n = totalParameterCount(game);
    if (n > MAX_DENSE_PARAMETERS)
      return {
        absent: `the players have ${n} parameters: the full Jacobian is computed up to ${MAX_DENSE_PARAMETERS}`,
      };
    const point = pointOf(game, at);
    if ('absent' in point) return point;
    const rows = await game.vectorJacobianProducts(
      point,
      Array.from({ length: n }, (_, i) => unitVector(n, i)),
    );
    const matrix = new Float64Array(n * n);
    rows.forEach((row, i) => {
      matrix.set(row, i * n);
    });
    if (!matrix.every(Number.isFinite)) return { absent: 'the Jacobian is not finite' };
    if (await hasKink(game, point, { matrix, n }))
      return { absent: 'the vector field has a kink at this point: its derivative does not describe it' };
    return { matrix, n };
  });
}

export function unitVector(n: number, i: number): Float64Array {
  const out = new Float64Array(n);
  out[i] = 1;
  return out;
}

const SECANT_STEP = 1e-3; // relative; absolute for coordinates below 1
const MAX_SECANT_DEVIATION = 0.01; // of the largest |entry| of J: a smooth field deviates far less
const MAX_CHECKED_PARAMETERS = 16; // of both players: networks are not checked

/**
 * Whether J deviates from secants. The norm in a gradient penalty has an epsilon under its root, which gives a
 * derivative of 1e6 where there is none.
 */
async function hasKink(game: GameAt, point: Float64Array, { matrix, n }: Jacobian): Promise<boolean> {
  if (n > MAX_CHECKED_PARAMETERS) return false;
  const moved = (j: number, by: number) => point.map((value, i) => (i === j ? value + by : value));
  const columns = Array.from({ length: n }, (_, j) => j);
  const steps = columns.map((j) => SECANT_STEP * Math.max(1, Math.abs(point[j])));
  const fields = await game.field(columns.flatMap((j) => [moved(j, steps[j]), moved(j, -steps[j])]));
  const secant = (i: number, j: number) => (fields[2 * j][i] - fields[2 * j + 1][i]) / (2 * steps[j]);
  const scale = matrix.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return columns.some((j) =>
    columns.some((i) => Math.abs(secant(i, j) - matrix[i * n + j]) > MAX_SECANT_DEVIATION * scale),
  );
}
