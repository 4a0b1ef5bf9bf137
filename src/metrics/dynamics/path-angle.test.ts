import { expect, it } from 'vitest';
import { gameSetting, snapshotOf } from '../../../test/support/games.js';
import { gameFake } from '../../../test/support/linear-game.js';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { pathAngle } from './path-angle.js';

async function curveOf(snapshot: Parameters<typeof pathAngle.compute>[0]) {
  const found = await pathAngle.vector!.compute(snapshot, {});
  if ('absent' in found) throw new Error(found.absent);
  expect(found.shape).toEqual([121, 3]);
  return Array.from({ length: 121 }, (_, i) => {
    const [position, cosine, norm] = found.data.subarray(3 * i, 3 * i + 3);
    return { position, cosine, norm };
  });
}

const DESCENT = [
  [-1, 0],
  [0, -1],
];
const ROTATION = [
  [0, -1],
  [1, 0],
];

it('along a straight descent is 1, and changes its sign at the equilibrium', async () => {
  // From (1, 1) to a point near the equilibrium 0: v = -theta points forward until 0 is passed.
  const curve = await curveOf(gameFake({ J: DESCENT, start: [1, 1], here: [0.05, 0.05] }));
  expect(curve[0].position).toBeCloseTo(-0.1, 12);
  expect(curve[110].position).toBe(1);
  expect(curve[120].position).toBeCloseTo(1.1, 12);
  curve.forEach(({ position, cosine, norm }) => {
    const left = 1 - 0.95 * position;
    expect(cosine).toBeCloseTo(Math.sign(left), 9);
    expect(norm).toBeCloseTo(Math.SQRT2 * Math.abs(left), 12);
  });
  expect(await numberOf(pathAngle, gameFake({ J: DESCENT, start: [1, 1], here: [0.05, 0.05] }))).toBeCloseTo(1, 12);
  expect(await numberOf(pathAngle, gameFake({ J: DESCENT, start: [1, 1], here: [-0.01, -0.01] }))).toBeCloseTo(-1, 12);
});

it('of a rotation is 0 along a radius, and 1/sqrt 2 along a chord of a quarter turn', async () => {
  // Along a radius v is orthogonal to the path everywhere.
  expect(await numberOf(pathAngle, gameFake({ J: ROTATION, start: [2, 2], here: [1, 1] }))).toBeCloseTo(0, 12);
  // From (1, 0) to (0, 1): v = (-1, 0) there, the path (-1, 1).
  expect(await numberOf(pathAngle, gameFake({ J: ROTATION, start: [1, 0], here: [0, 1] }))).toBeCloseTo(
    Math.SQRT1_2,
    12,
  );
});

it('of x y, from the initial parameters of the run’s seed', async () => {
  const bilinear = { name: 'bilinear', start: { generator: 1, discriminator: 0 }, box: {} };
  // v = (-y, x) = (-1, 1) at (1, 1); the path is (0, 1).
  const snapshot = await snapshotOf(gameSetting(bilinear), [1, 1]);
  expect(await numberOf(pathAngle, snapshot)).toBeCloseTo(Math.SQRT1_2, 12);
});

it('is absent at the initial parameters, where v is 0, and without a game, with the reason', async () => {
  expect(await compute(pathAngle, gameFake({ J: DESCENT, start: [1, 2], here: [1, 2] }))).toEqual({
    absent: 'the parameters are the initial ones: the path has length 0',
  });
  expect(await compute(pathAngle, gameFake({ J: DESCENT, start: [1, 2], here: [0, 0] }))).toEqual({
    absent: 'the vector field is 0 at the current parameters',
  });
  const J = [
    [Number.NaN, 0],
    [0, 1],
  ];
  expect(await compute(pathAngle, gameFake({ J, here: [3, 3] }))).toEqual({
    absent: 'the vector field is not finite on the path',
  });
  expect(await compute(pathAngle, gameFake(null))).toEqual({ absent: 'needs the game itself' });
});
