/** Eigenvalues of the game's Jacobian, and of the players' Hessians on its diagonal. */

import type { Player } from '../../core/gan/players.js';
import { ConvergenceError, eigenvalues } from '../../core/math/eigen/eigenvalues.js';
import { type Complex, outerEigenvalues } from '../../core/math/eigen/krylov.js';
import { symmetricEigenvalues } from '../../core/math/eigen/symmetric-eigenvalues.js';
import type { GameAt } from '../../core/snapshot/game-at.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { countOf, DENSE, jacobianOf, NO_GAME, type Place, placeOf } from './_jacobian.js';

type OrAbsent<T> = T | { readonly absent: string };

const TOLERANCE = 1e-4; // of the largest |eigenvalue|
const PRODUCTS = 300;

/** What Krylov's method found is said to be. */
export const KRYLOV_NOTE = `Beyond ${DENSE} parameters: Arnoldi’s method from a seeded start, to ${TOLERANCE} of the largest |eigenvalue| found, with at most ${PRODUCTS} products.`;

const NOT_FOUND = { absent: `Arnoldi’s method did not find it in ${PRODUCTS} products` };

export const real = ({ real }: Complex) => real;
export const modulus = ({ real, imaginary }: Complex) => Math.hypot(real, imaginary);

/** All eigenvalues of J, of a J that is small enough to be made. */
export function spectrumOf(snapshot: Snapshot, place: Place): Promise<OrAbsent<readonly Complex[]>> {
  return snapshot.share(`dynamics/spectrum/${place}`, async () => {
    const jacobian = await jacobianOf(snapshot, place);
    if ('absent' in jacobian) return jacobian;
    return eigenvaluesOf(jacobian.matrix, jacobian.n);
  });
}

/** Of any square matrix, row-major. */
export async function eigenvaluesOf(matrix: Float64Array, n: number): Promise<OrAbsent<readonly Complex[]>> {
  return found(async () => {
    const { real, imaginary } = eigenvalues(matrix.slice(), n);
    return Array.from(real, (value, i) => ({ real: value, imaginary: imaginary[i] }));
  });
}

interface Wanted {
  readonly rank: (value: Complex) => number;
  readonly count: number;
  /** Parameters of both players up to which J is made, and all its eigenvalues are known. */
  readonly dense?: number;
}

/** The eigenvalues of J that rank highest, of all where they are known. */
export async function outerOf(snapshot: Snapshot, place: Place, wanted: Wanted): Promise<OrAbsent<readonly Complex[]>> {
  const { game } = snapshot;
  if (!game) return { absent: NO_GAME };
  if (countOf(game) <= (wanted.dense ?? DENSE)) {
    const all = await spectrumOf(snapshot, place);
    return 'absent' in all ? all : highest(all, wanted);
  }
  const point = placeOf(game, place);
  if ('absent' in point) return point;
  // Of the transpose, whose eigenvalues are the same.
  return search(snapshot, countOf(game), wanted, async (u) => (await game.vectorJacobianProducts(point, [u]))[0]);
}

/** Those of the Hessian of a player's loss in its own parameters that rank highest. */
export async function hessianOf(
  snapshot: Snapshot,
  player: Player,
  wanted: Wanted,
): Promise<OrAbsent<readonly Complex[]>> {
  const { game } = snapshot;
  if (!game) return { absent: NO_GAME };
  const { size, from } = blockOf(game, player);
  if (size === 0) return { absent: `the ${player} moves no parameters of its own` };
  if (countOf(game) > (wanted.dense ?? DENSE)) {
    const product = async (u: Float64Array) => {
      const whole = new Float64Array(countOf(game));
      whole.set(u, from);
      const [row] = await game.vectorJacobianProducts(game.point, [whole]);
      return row.slice(from, from + size).map((value) => -value);
    };
    return search(snapshot, size, wanted, product);
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

function highest(all: readonly Complex[], { rank, count }: Wanted): readonly Complex[] {
  return all.toSorted((a, b) => rank(b) - rank(a)).slice(0, count);
}

class NotFinite extends Error {
  override readonly message = 'the derivative is not finite';
}

/** Absent where the search for eigenvalues fails: a run must not end for that. */
async function found(search: () => Promise<readonly Complex[]>): Promise<OrAbsent<readonly Complex[]>> {
  try {
    return await search();
  } catch (error) {
    if (error instanceof NotFinite || error instanceof ConvergenceError) return { absent: error.message };
    throw error;
  }
}

async function search(
  { stream }: Snapshot,
  size: number,
  { rank, count }: Wanted,
  product: (u: Float64Array) => Promise<Float64Array>,
): Promise<OrAbsent<readonly Complex[]>> {
  const values = await found(async () => {
    const { values } = await outerEigenvalues({
      size,
      rank,
      count,
      tolerance: TOLERANCE,
      maxProducts: PRODUCTS,
      stream: stream('dynamics/krylov'),
      async product(u) {
        const found = await product(u);
        if (!found.every(Number.isFinite)) throw new NotFinite();
        return found;
      },
    });
    return values;
  });
  return 'absent' in values || values.length > 0 ? values : NOT_FOUND;
}
