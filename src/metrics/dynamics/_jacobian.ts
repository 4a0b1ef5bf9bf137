/** The game's Jacobian J = Dv, written out: a row of it costs about two gradients. */
import { z } from 'zod';
import type { GameAt } from '../../core/snapshot/game-at.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';

/** Parameters of both players together up to which the whole matrix is made. */
export const DENSE = 2000;

export const NO_GAME = 'needs the game itself';

/** The option of metrics of J: where it is taken. */
export const at = z
  .enum(['here', 'equilibrium'])
  .default('here')
  .describe("where the derivative is taken: at the run's parameters, or where the game would come to rest");
export type Place = z.output<typeof at>;

/** What metrics of J say of themselves. */
export const JACOBIAN_NOTES = [
  'J = Dv with v = (-grad L_G, -grad L_D), regularizers included: stable where every eigenvalue has a negative real part. The ' +
    'landscape paper’s code has the opposite sign. What is done to parameters after a step (clipping) is not part of v.',
  'Between networks v is a mean over a batch of 512, drawn once a seed; in closed-form games it is exact. The optimizer and the ' +
    'scheme do not enter: J is what plain descent of both at once would follow.',
];

export const COST_NOTE =
  'Costly, so ask for it at few steps: J needs about two gradients a parameter, its eigenvalues 0.4 s at 300 parameters and 10 s at 1,000, growing with the cube.';

export interface Jacobian {
  /** Row-major, n x n; not to be written to. */
  readonly matrix: Float64Array;
  readonly n: number;
}

/** The point, or why there is none. */
export function placeOf(game: GameAt, place: Place): Float64Array | { readonly absent: string } {
  const point = place === 'here' ? game.point : game.equilibrium;
  return point ?? { absent: 'no equilibrium is known in closed form' };
}

export function countOf({ sizes }: GameAt): number {
  return sizes.generator + sizes.discriminator;
}

/** Made once a snapshot. Absent where it is too large, not finite, or where the field has a kink. */
export function jacobianOf(snapshot: Snapshot, place: Place): Promise<Jacobian | { readonly absent: string }> {
  return snapshot.share(`dynamics/jacobian/${place}`, async () => {
    const { game } = snapshot;
    if (!game) return { absent: NO_GAME };
    const n = countOf(game);
    if (n > DENSE) return { absent: `the players have ${n} parameters: J is made up to ${DENSE}` };
    const point = placeOf(game, place);
    if ('absent' in point) return point;
    const rows = await game.vectorJacobianProducts(
      point,
      Array.from({ length: n }, (_, i) => unit(n, i)),
    );
    const matrix = new Float64Array(n * n);
    rows.forEach((row, i) => {
      matrix.set(row, i * n);
    });
    if (!matrix.every(Number.isFinite)) return { absent: 'the Jacobian is not finite' };
    if (await isKink(game, point, { matrix, n }))
      return { absent: 'the field has a kink here: its derivative at the point does not say how it bends' };
    return { matrix, n };
  });
}

export function unit(n: number, i: number): Float64Array {
  const out = new Float64Array(n);
  out[i] = 1;
  return out;
}

// An honest derivative agrees with a secant this long to much better than this share.
const SECANT = 1e-3;
const AGREES = 0.01;
const FEW = 16; // parameters

/**
 * A gradient penalty's root has an epsilon in it, so that there is a derivative, of 1e6, where the mathematics has none. In
 * games of a few numbers a secant tells.
 */
async function isKink(game: GameAt, point: Float64Array, { matrix, n }: Jacobian): Promise<boolean> {
  if (n > FEW) return false;
  const moved = (j: number, by: number) => point.map((value, i) => (i === j ? value + by : value));
  const columns = Array.from({ length: n }, (_, j) => j);
  const steps = columns.map((j) => SECANT * Math.max(1, Math.abs(point[j])));
  const fields = await game.field(columns.flatMap((j) => [moved(j, steps[j]), moved(j, -steps[j])]));
  const secant = (i: number, j: number) => (fields[2 * j][i] - fields[2 * j + 1][i]) / (2 * steps[j]);
  const scale = matrix.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return columns.some((j) => columns.some((i) => Math.abs(secant(i, j) - matrix[i * n + j]) > AGREES * scale));
}
