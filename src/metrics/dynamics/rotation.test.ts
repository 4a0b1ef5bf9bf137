import { expect, it } from 'vitest';
import { gameFake } from '../../../test/support/game-fake.js';
import { diracSetting, gameSetting, snapshotOf } from '../../../test/support/games.js';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { stream } from '../../core/math/random/random.js';
import { rotation } from './rotation.js';

const of = (J: number[][]) => numberOf(rotation, gameFake({ J, here: J.map(() => 1) }));

it('is 0 of descent, 1 of turning, and what the parts’ squares say in between', async () => {
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

it('of x y is 1 everywhere, of the Dirac-GAN at rest with R1 0.5 / (0.5 + gamma^2)', async () => {
  const bilinear = { name: 'bilinear', start: { generator: 3, discriminator: -2 }, box: {} };
  expect(await numberOf(rotation, await snapshotOf(gameSetting(bilinear)))).toBe(1);
  const dirac = await snapshotOf(diracSetting({ name: 'minimax' }, { regularizer: { name: 'r1', gamma: 0.7 } }));
  expect(await numberOf(rotation, dirac, { at: 'equilibrium' })).toBeCloseTo(0.5 / (0.5 + 0.49), 12);
});

it('of a game too large to write down is estimated along random directions, and says so', async () => {
  const n = 3000;
  const random = stream({ seed: 1, purpose: 'scales', step: 0 });
  const [turning, falling] = [0, 1].map(() => Float64Array.from({ length: n }, () => random.uniform()));
  // Blocks [[-f, -t], [t, -f]] of neighbours: |A|^2 is the sum of t^2, |S|^2 of f^2, twice each.
  const times = (x: Float64Array) =>
    x.map((value, i) => (i % 2 ? -turning[i - 1] * x[i - 1] : turning[i] * x[i + 1]) - falling[i - (i % 2)] * value);
  const game = {
    ...gameFake({ J: [[0]], here: [0] }).game!,
    sizes: { generator: 1000, discriminator: 2000 },
    here: new Float64Array(n),
    vectorJacobianProducts: async (_: Float64Array, us: readonly Float64Array[]) => us.map(times),
  };
  const sum = (of: Float64Array) => of.reduce((total, value, i) => total + (i % 2 ? 0 : value ** 2), 0);
  const share = sum(turning) / (sum(turning) + sum(falling));
  const snapshot = { ...gameFake(null), game };
  expect(Math.abs((await numberOf(rotation, snapshot)) - share)).toBeLessThan(0.02);
  expect(await rotation.estimator(snapshot, { at: 'here' })).toContain('64 random directions');
});

it('of a game that stands still, or of no game, is absent', async () => {
  const nothing = [
    [0, 0],
    [0, 0],
  ];
  expect(await compute(rotation, gameFake({ J: nothing, here: [1, 1] }))).toEqual({ absent: 'the Jacobian is 0' });
  expect(await compute(rotation, gameFake(null))).toEqual({ absent: 'needs the game itself' });
});
