import { expect, it } from 'vitest';
import { diracSetting, gameSetting, snapshotOf } from '../../../test/support/games.js';
import { gameFake } from '../../../test/support/linear-game.js';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { stream } from '../../core/math/random/random.js';
import { rotation } from './rotation.js';

const of = (J: number[][]) => numberOf(rotation, gameFake({ J, here: J.map(() => 1) }));

it('is 0 for descent, 1 for a rotation, and the share of the squared norms in between', async () => {
  expect(
    await of([
      [-1, 2],
      [2, -5],
    ]),
  ).toBe(0);
  expect(
    await of([
      [0, 2],
      [-2, 0],
    ]),
  ).toBe(1);
  // A = [[0, 1], [-1, 0]], S = [[3, 2], [2, 0]]: 2 / (2 + 9 + 8)
  expect(
    await of([
      [3, 3],
      [1, 0],
    ]),
  ).toBeCloseTo(2 / 19, 15);
});

it('of x y is 1 everywhere, of the Dirac-GAN at its equilibrium with R1 0.5 / (0.5 + gamma^2)', async () => {
  const bilinear = { name: 'bilinear', start: { generator: 3, discriminator: -2 }, box: {} };
  expect(await numberOf(rotation, await snapshotOf(gameSetting(bilinear)))).toBe(1);
  const dirac = await snapshotOf(diracSetting({ name: 'minimax' }, { regularizer: { name: 'r1', gamma: 0.7 } }));
  expect(await numberOf(rotation, dirac, { at: 'equilibrium' })).toBeCloseTo(0.5 / (0.5 + 0.49), 12);
});

it('of a game too large for a full matrix is estimated along random directions, as its estimator states', async () => {
  const n = 3000;
  const random = stream({ seed: 1, purpose: 'scales', step: 0 });
  const [rotating, descending] = [0, 1].map(() => Float64Array.from({ length: n }, () => random.uniform()));
  // Blocks [[-d, -r], [r, -d]] of neighbours: |A|^2 is the sum of r^2, |S|^2 of d^2, twice each.
  const times = (x: Float64Array) =>
    x.map(
      (value, i) => (i % 2 ? -rotating[i - 1] * x[i - 1] : rotating[i] * x[i + 1]) - descending[i - (i % 2)] * value,
    );
  const game = {
    ...gameFake({ J: [[0]], here: [0] }).game!,
    sizes: { generator: 1000, discriminator: 2000 },
    here: new Float64Array(n),
    vectorJacobianProducts: async (_: Float64Array, us: readonly Float64Array[]) => us.map(times),
  };
  const sum = (of: Float64Array) => of.reduce((total, value, i) => total + (i % 2 ? 0 : value ** 2), 0);
  const share = sum(rotating) / (sum(rotating) + sum(descending));
  const snapshot = { ...gameFake(null), game };
  expect(Math.abs((await numberOf(rotation, snapshot)) - share)).toBeLessThan(0.02);
  expect(await rotation.estimator(snapshot, { at: 'here' })).toContain('64 random directions');
});

it('is absent where J is 0, and without a game', async () => {
  const nothing = [
    [0, 0],
    [0, 0],
  ];
  expect(await compute(rotation, gameFake({ J: nothing, here: [1, 1] }))).toEqual({
    absent: 'the squared norm of the Jacobian is 0',
  });
  expect(await compute(rotation, gameFake(null))).toEqual({ absent: 'needs the game itself' });
});
