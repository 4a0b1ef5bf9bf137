import { expect, test } from 'vitest';
import { shiftedBy, unitGaussian as target } from '../../../test/support/gaussians.js';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { hinge } from '../../core/gan/losses/hinge.js';
import { relativisticPaired } from '../../core/gan/losses/relativistic-paired.js';
import { wasserstein } from '../../core/gan/losses/wasserstein.js';
import { normalCdf } from '../../core/math/special/special.js';
import { saturation } from './saturation.js';

test('saturation is 0 at q = p and D*', async () => {
  expect(await numberOf(saturation, { target, G: shiftedBy(0), D: () => 0 })).toBe(0);
});

test('saturation is the mass on which the score is beyond 10, on either side', async () => {
  // Beyond 10 where x > 1: P = 1 - Phi(1) under p, 1 - Phi(0) under q = N(1, 1).
  const expected = (1 - normalCdf(1) + 0.5) / 2;
  const high = ([x]: readonly number[]) => (x > 1 ? 10.1 : 9.9);
  expect(await numberOf(saturation, { target, G: shiftedBy(1), D: high })).toBeCloseTo(expected, 6);
  const low = ([x]: readonly number[]) => -high([x]);
  expect(await numberOf(saturation, { target, G: shiftedBy(1), D: low, loss: hinge })).toBeCloseTo(expected, 6);
});

test('saturation with a constant generator includes D at its output', async () => {
  const D = ([x]: readonly number[]) => (x === 20 ? -99 : 0);
  expect(await numberOf(saturation, { target, G: () => [20], D })).toBeCloseTo(0.5, 9);
});

test.each([wasserstein, relativisticPaired])(
  'saturation is absent for $name: no score is large by itself',
  async (loss) => {
    const absent = { absent: `${loss.name} depends on differences of scores only: no score is large by itself` };
    expect(await compute(saturation, { target, G: shiftedBy(1), D: () => 40, loss })).toEqual(absent);
  },
);

test('saturation is absent where a score is not a number', async () => {
  expect(await compute(saturation, { target, G: shiftedBy(1), D: () => Number.NaN })).toHaveProperty('absent');
});
