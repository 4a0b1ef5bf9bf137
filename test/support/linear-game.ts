/** For tests: games whose field is linear, v = J (point - equilibrium), so that everything about them is known. */
import type { GameAt } from '../../src/core/snapshot/game-at.js';

export interface Linear {
  /** J, its rows. The first half of the parameters is the generator's, unless told otherwise. */
  readonly J: readonly (readonly number[])[];
  readonly here: readonly number[];
  /** Ones unless given. */
  readonly start?: readonly number[];
  /** Zeros unless given; null: not known. */
  readonly equilibrium?: readonly number[] | null;
  readonly generator?: number;
  /** The matrix by which a step multiplies the state; null: a step is random. */
  readonly step?: readonly (readonly number[])[] | null;
}

export function linearGame({ J, here, start, equilibrium, generator, step: turn = null }: Linear): GameAt {
  const n = J.length;
  const rest = equilibrium ?? J.map(() => 0);
  const times = (rows: readonly (readonly number[])[], x: ArrayLike<number>) =>
    Float64Array.from(rows, (row) => row.reduce((sum, value, j) => sum + value * x[j], 0));
  const transposed = J.map((_, j) => J.map((row) => row[j]));
  const half = generator ?? Math.floor(n / 2);
  return {
    sizes: { generator: half, discriminator: n - half },
    estimator: async () => 'exact: no random input',
    point: Float64Array.from(here),
    start: Float64Array.from(start ?? J.map(() => 1)),
    equilibrium: equilibrium === null ? null : Float64Array.from(rest),
    field: async (points) =>
      points.map((point) =>
        times(
          J,
          point.map((value, i) => value - rest[i]),
        ),
      ),
    vectorJacobianProducts: async (_, us) => us.map((u) => times(transposed, u)),
    stepAtEquilibrium: async () => turn && { jacobian: Float64Array.from(turn.flat()), isFixedPoint: true },
  };
}
