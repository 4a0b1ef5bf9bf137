import { expect, test } from 'vitest';
import { optimalScore, shiftedBy, unitGaussian as target } from '../../../test/support/gaussians.js';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { dstarMaxError } from './dstar-max-error.js';

test('dstar-max-error is 0 at D*', async () => {
  expect(await numberOf(dstarMaxError, { target, G: shiftedBy(2), D: optimalScore(2) })).toBeCloseTo(0, 12);
});

test('dstar-max-error of D = 1/2 is the largest |D* - 1/2|', async () => {
  // p + q is 1e-6 of its peak near x = -5.3, where D* = sigmoid(1/2 + 5.3).
  const measured = await numberOf(dstarMaxError, { target, G: shiftedBy(1), D: () => 0 });
  expect(measured).toBeGreaterThan(0.49);
  expect(measured).toBeLessThan(0.5);
});

test('an error where p + q is negligible does not count', async () => {
  const D = ([x]: readonly number[]) => (Math.abs(x) > 8 ? 100 : 0);
  expect(await numberOf(dstarMaxError, { target, G: shiftedBy(0), D })).toBeCloseTo(0, 12);
  const within = ([x]: readonly number[]) => (x > 2.9 && x < 3.1 ? 100 : 0);
  expect(await numberOf(dstarMaxError, { target, G: shiftedBy(0), D: within })).toBeCloseTo(0.5, 12);
});

test('an atom counts, however small its mass', async () => {
  const D = ([x]: readonly number[]) => (x === 3 ? 50 : optimalScore(0)([x]));
  expect(await numberOf(dstarMaxError, { target, G: ([z]) => [Math.min(z, 3)], D })).toBeCloseTo(1, 9);
});

test('dstar-max-error is absent where a score is not a number', async () => {
  expect(await compute(dstarMaxError, { target, G: shiftedBy(1), D: () => Number.NaN })).toHaveProperty('absent');
});
