/** The game's vector field xi = (G's gradient, D's gradient), and products with its Jacobian J. */
import { type Tensor3D, tf } from '../../engine/tf.js';
import type { Player, Players } from '../players.js';
import type { Batch, PlayerOperations } from './_scheme.js';

/** A game at given parameters, on a batch. */
export interface GamePoint {
  readonly operations: PlayerOperations;
  readonly at: Players<Tensor3D>;
  readonly batch: Batch;
}

export function gradientField({ operations, at, batch }: GamePoint): Players<Tensor3D> {
  return both((player) => operations.gradient(player, at, batch));
}

/** J^T xi, the gradient of |xi|^2 / 2. */
export function transposedJacobianProduct(
  { operations, at, batch }: GamePoint,
  xi: Players<Tensor3D>,
): Players<Tensor3D> {
  return both((player) =>
    operations.slope((own) => {
      const here = { ...at, [player]: own };
      return dot(gradientField({ operations, at: here, batch }), xi);
    }, at[player]),
  );
}

/**
 * A^T xi with A = (J - J^T) / 2, the antisymmetric part of J. Each player's own second derivatives are symmetric, so that
 * only the mixed ones remain: half the gradient of < d(L_other - L_own) / d other, xi of the other >.
 */
export function antisymmetricProduct({ operations, at, batch }: GamePoint, xi: Players<Tensor3D>): Players<Tensor3D> {
  const part = (player: Player, other: Player) =>
    tf.mul<Tensor3D>(
      operations.slope((own) => {
        const difference = (theirs: Tensor3D) => {
          const here = { ...at, [player]: own, [other]: theirs };
          return tf.sub<Tensor3D>(operations.loss(other, here, batch), operations.loss(player, here, batch));
        };
        return inner(operations.slope(difference, at[other]), xi[other]);
      }, at[player]),
      0.5,
    );
  return { generator: part('generator', 'discriminator'), discriminator: part('discriminator', 'generator') };
}

/** < a, b > over both players' parameters, [runs, 1, 1]. */
export function dot(a: Players<Tensor3D>, b: Players<Tensor3D>): Tensor3D {
  return tf.add(inner(a.generator, b.generator), inner(a.discriminator, b.discriminator));
}

const inner = (a: Tensor3D, b: Tensor3D): Tensor3D => tf.sum(tf.mul<Tensor3D>(a, b), 2, true);

function both<T>(make: (player: Player) => T): Players<T> {
  return { generator: make('generator'), discriminator: make('discriminator') };
}
