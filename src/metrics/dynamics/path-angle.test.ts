import { expect, it } from 'vitest';
import { gameFake } from '../../../test/support/game-fake.js';
import { gameSetting, snapshotOf } from '../../../test/support/games.js';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { pathAngle } from './path-angle.js';

async function curveOf(snapshot: Parameters<typeof pathAngle.compute>[0]) {
  const found = await pathAngle.vector!.compute(snapshot, {});
  if ('absent' in found) throw new Error(found.absent);
  expect(found.shape).toEqual([121, 3]);
  return Array.from({ length: 121 }, (_, i) => {
    const [place, cosine, norm] = found.data.subarray(3 * i, 3 * i + 3);
    return { place, cosine, norm };
  });
}

const FALL = [
  [-1, 0],
  [0, -1],
];
const TURN = [
  [0, -1],
  [1, 0],
];

it('along a straight descent is 1, and switches its sign at the place of rest', async () => {
  // From (1, 1) to a point near the rest at 0: v = -theta points on until 0 is passed.
  const curve = await curveOf(gameFake({ J: FALL, start: [1, 1], here: [0.05, 0.05] }));
  expect(curve[0].place).toBeCloseTo(-0.1, 12);
  expect(curve[110].place).toBe(1);
  expect(curve[120].place).toBeCloseTo(1.1, 12);
  curve.forEach(({ place, cosine, norm }) => {
    const left = 1 - 0.95 * place;
    expect(cosine).toBeCloseTo(Math.sign(left), 9);
    expect(norm).toBeCloseTo(Math.SQRT2 * Math.abs(left), 12);
  });
  expect(await numberOf(pathAngle, gameFake({ J: FALL, start: [1, 1], here: [0.05, 0.05] }))).toBeCloseTo(1, 12);
  expect(await numberOf(pathAngle, gameFake({ J: FALL, start: [1, 1], here: [-0.01, -0.01] }))).toBeCloseTo(-1, 12);
});

it('of turning alone is 0 on the way to the rest, and 1 or -1 across it', async () => {
  // Towards the rest along a radius: v is across it everywhere.
  expect(await numberOf(pathAngle, gameFake({ J: TURN, start: [2, 2], here: [1, 1] }))).toBeCloseTo(0, 12);
  // From (1, 0) to (0, 1): v = (-1, 0) there, the path (-1, 1).
  expect(await numberOf(pathAngle, gameFake({ J: TURN, start: [1, 0], here: [0, 1] }))).toBeCloseTo(Math.SQRT1_2, 12);
});

it('of x y, from where the run’s seed starts', async () => {
  const bilinear = { name: 'bilinear', start: { generator: 1, discriminator: 0 }, box: {} };
  // v = (-y, x) = (-1, 1) at (1, 1); the path is (0, 1).
  const snapshot = await snapshotOf(gameSetting(bilinear), [1, 1]);
  expect(await numberOf(pathAngle, snapshot)).toBeCloseTo(Math.SQRT1_2, 12);
});

it('at the start, where v is 0, and without a game is absent, with the reason', async () => {
  expect(await compute(pathAngle, gameFake({ J: FALL, start: [1, 2], here: [1, 2] }))).toEqual({
    absent: 'the run is where it started: there is no path',
  });
  expect(await compute(pathAngle, gameFake({ J: FALL, start: [1, 2], here: [0, 0] }))).toEqual({
    absent: 'the field is 0 here',
  });
  const J = [
    [Number.NaN, 0],
    [0, 1],
  ];
  expect(await compute(pathAngle, gameFake({ J, here: [3, 3] }))).toEqual({
    absent: 'the field is not finite on the path',
  });
  expect(await compute(pathAngle, gameFake(null))).toEqual({ absent: 'needs the game itself' });
});
