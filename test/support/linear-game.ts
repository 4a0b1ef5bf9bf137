/** Games with a linear vector field, v = J (point - equilibrium), of which everything is known in closed form. */
import { gaussianTarget } from '../../src/core/gan/targets/gaussian.js';
import type { GameAt } from '../../src/core/snapshot/game-at.js';
import { fakeSnapshot } from './snapshots.js';

export interface LinearGame {
  /** The rows of J. */
  readonly J: readonly (readonly number[])[];
  /** The current parameters, the generator's first. */
  readonly here: readonly number[];
  /** The initial parameters; default: ones. */
  readonly start?: readonly number[];
  /** Default: zeros; null: not known. */
  readonly equilibrium?: readonly number[] | null;
  /** The generator's number of parameters; default: half of them. */
  readonly generator?: number;
  /** The matrix by which a step multiplies the state; null: a step is random. */
  readonly step?: readonly (readonly number[])[] | null;
}

export function linearGame({ J, here, start, equilibrium, generator, step = null }: LinearGame): GameAt {
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
    stepAtEquilibrium: async () => step && { jacobian: Float64Array.from(step.flat()), isFixedPoint: true },
  };
}

/** A snapshot of such a game, or of none: G and D are of no importance. */
export function gameFake(game: LinearGame | null) {
  const target = gaussianTarget.create({ mean: 0, std: 1 });
  return fakeSnapshot({ target, G: (z) => z, ...(game && { game: linearGame(game) }) });
}
