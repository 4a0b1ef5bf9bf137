import { expect, it } from 'vitest';
import { diracSetting, snapshotOf } from '../../../test/support/games.js';
import { gameFake } from '../../../test/support/linear-game.js';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { imaginaryRatio } from './imaginary-ratio.js';

const of = (J: number[][]) => compute(imaginaryRatio, gameFake({ J, here: J.map(() => 1) }));

it('is 0 where all eigenvalues are real', async () => {
  expect(
    await of([
      [-1, 0.5],
      [0.5, -2],
    ]),
  ).toEqual({ value: 0 });
});

it('is the largest |Im| / |Re| of an eigenvalue', async () => {
  expect(
    await of([
      [-0.5, -3, 0],
      [3, -0.5, 0],
      [0, 0, -7],
    ]),
  ).toEqual({ value: expect.closeTo(6, 12) });
});

it('of the Dirac-GAN at its equilibrium is infinite, 2 with consensus, 0 from gamma = 1 on with R1', async () => {
  const at = async (regularizer?: { name: string; gamma: number }) => {
    const snapshot = await snapshotOf(diracSetting({ name: 'minimax' }, regularizer && { regularizer }));
    return numberOf(imaginaryRatio, snapshot, { at: 'equilibrium' });
  };
  expect(await at()).toBe(Infinity);
  expect(await at({ name: 'consensus', gamma: 1 })).toBeCloseTo(2, 12);
  expect(await at({ name: 'r1', gamma: 0.6 })).toBeCloseTo(0.4 / 0.3, 12); // -0.3 +- 0.4 i
  expect(await at({ name: 'r1', gamma: 1.5 })).toBe(0);
});

it('is absent where J is 0; eigenvalues that are 0 up to rounding are ignored', async () => {
  const nothing = [
    [0, 0],
    [0, 0],
  ];
  expect(await of(nothing)).toEqual({ absent: 'every eigenvalue is 0' });
  expect(
    await of([
      [-1e-17, -1e-13, 0],
      [1e-13, 1e-17, 0],
      [0, 0, -1],
    ]),
  ).toEqual({ value: 0 });
});
