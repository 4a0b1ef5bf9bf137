/** Eigenvalues of the game's Jacobian, and of the players' Hessians on its diagonal. */

import type { Player } from '../../core/gan/players.js';
import { type Complex, outerEigenvalues } from '../../core/math/eigen/krylov.js';
import { ConvergenceError, nonsymmetricEigenvalues } from '../../core/math/eigen/nonsymmetric-eigenvalues.js';
import { symmetricEigenvalues } from '../../core/math/eigen/symmetric-eigenvalues.js';
import type { GameAt } from '../../core/snapshot/game-at.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import {
  type JacobianPoint,
  jacobianOf,
  MAX_DENSE_PARAMETERS,
  NO_GAME,
  pointOf,
  totalParameterCount,
} from './_jacobian.js';

type OrAbsent<T> = T | { readonly absent: string };

const KRYLOV_TOLERANCE = 1e-4; // residual, relative to the largest |eigenvalue|
const MAX_PRODUCTS = 300; // vector-Jacobian products of one search

/** The note of metrics that fall back to Krylov's method. */
export const KRYLOV_NOTE =
  `Beyond ${MAX_DENSE_PARAMETERS} parameters: Arnoldi’s method from a seeded start, to a residual of ` +
  `${KRYLOV_TOLERANCE} times the largest |eigenvalue|, with at most ${MAX_PRODUCTS} products.`;

const NOT_CONVERGED = { absent: `Arnoldi’s method did not converge within ${MAX_PRODUCTS} products` };

export const realPart = ({ real }: Complex) => real;
export const modulus = ({ real, imaginary }: Complex) => Math.hypot(real, imaginary);

/** All eigenvalues of a full J. */
export function jacobianSpectrum(snapshot: Snapshot, at: JacobianPoint): Promise<OrAbsent<readonly Complex[]>> {
  return snapshot.share(`dynamics/spectrum/${at}`, async () => {
    const jacobian = await jacobianOf(snapshot, at);
    if ('absent' in jacobian) return jacobian;
    return matrixEigenvalues(jacobian.matrix, jacobian.n);
  });
}

/** All eigenvalues of a square matrix, row-major; absent where the method does not converge. */
export async function matrixEigenvalues(matrix: Float64Array, n: number): Promise<OrAbsent<readonly Complex[]>> {
  return absentOnFailure(async () => {
    const { real, imaginary } = nonsymmetricEigenvalues(matrix.slice(), n);
    return Array.from(real, (value, i) => ({ real: value, imaginary: imaginary[i] }));
  });
}

interface Selection {
  /** The eigenvalues with the highest rank are wanted. */
  readonly rank: (value: Complex) => number;
  readonly count: number;
  /** Parameters of both players up to which the full J is used; default: MAX_DENSE_PARAMETERS. */
  readonly maxDense?: number;
}

/** The eigenvalues of J with the highest rank: from the full J, or by Krylov's method where it is too large. */
export async function leadingEigenvalues(
  snapshot: Snapshot,
  at: JacobianPoint,
  wanted: Selection,
): Promise<OrAbsent<readonly Complex[]>> {
  const { game } = snapshot;
  if (!game) return { absent: NO_GAME };
  if (totalParameterCount(game) <= (wanted.maxDense ?? MAX_DENSE_PARAMETERS)) {
    const all = await jacobianSpectrum(snapshot, at);
    return 'absent' in all ? all : highest(all, wanted);
  }
  const point = pointOf(game, at);
  if ('absent' in point) return point;
  // Products with the transpose, which has the same eigenvalues.
  return krylovEigenvalues(
    snapshot,
    totalParameterCount(game),
    wanted,
    async (u) => (await game.vectorJacobianProducts(point, [u]))[0],
  );
}

/** The eigenvalues with the highest rank of the Hessian of a player's loss in its own parameters. */
export async function hessianEigenvalues(
  snapshot: Snapshot,
  player: Player,
  wanted: Selection,
): Promise<OrAbsent<readonly Complex[]>> {
  const { game } = snapshot;
  if (!game) return { absent: NO_GAME };
  const { size, from } = blockOf(game, player);
  if (size === 0) return { absent: `the ${player} has no parameters that are trained` };
  if (totalParameterCount(game) > (wanted.maxDense ?? MAX_DENSE_PARAMETERS)) {
    const product = async (u: Float64Array) => {
      const whole = new Float64Array(totalParameterCount(game));
      whole.set(u, from);
      const [row] = await game.vectorJacobianProducts(game.point, [whole]);
      return row.slice(from, from + size).map((value) => -value);
    };
    return krylovEigenvalues(snapshot, size, wanted, product);
  }
  const all = await snapshot.share(`dynamics/hessian/${player}`, async () => {
    const jacobian = await jacobianOf(snapshot, 'here');
    if ('absent' in jacobian) return jacobian;
    const { matrix, n } = jacobian;
    const block = new Float64Array(size * size);
    for (let i = 0; i < size; i++)
      for (let j = 0; j < size; j++)
        block[i * size + j] = -(matrix[(from + i) * n + from + j] + matrix[(from + j) * n + from + i]) / 2;
    return Array.from(symmetricEigenvalues(block, size), (value) => ({ real: value, imaginary: 0 }));
  });
  return 'absent' in all ? all : highest(all, wanted);
}

function blockOf({ sizes }: GameAt, player: Player): { size: number; from: number } {
  return { size: sizes[player], from: player === 'generator' ? 0 : sizes.generator };
}

function highest(all: readonly Complex[], { rank, count }: Selection): readonly Complex[] {
  return all.toSorted((a, b) => rank(b) - rank(a)).slice(0, count);
}

class NotFinite extends Error {
  override readonly message = 'the derivative is not finite';
}

/** Absent where an eigenvalue method fails: this must not end a run. */
async function absentOnFailure(search: () => Promise<readonly Complex[]>): Promise<OrAbsent<readonly Complex[]>> {
  try {
    return await search();
  } catch (error) {
    if (error instanceof NotFinite || error instanceof ConvergenceError) return { absent: error.message };
    throw error;
  }
}

async function krylovEigenvalues(
  { stream }: Snapshot,
  size: number,
  { rank, count }: Selection,
  product: (u: Float64Array) => Promise<Float64Array>,
): Promise<OrAbsent<readonly Complex[]>> {
  const values = await absentOnFailure(async () => {
    const { values } = await outerEigenvalues({
      size,
      rank,
      count,
      tolerance: KRYLOV_TOLERANCE,
      maxProducts: MAX_PRODUCTS,
      stream: stream('dynamics/krylov'),
      async product(u) {
        const found = await product(u);
        if (!found.every(Number.isFinite)) throw new NotFinite();
        return found;
      },
    });
    return values;
  });
  return 'absent' in values || values.length > 0 ? values : NOT_CONVERGED;
}
