import { expect, test } from 'vitest';
import { expNegative } from './exp-negative.js';

test('e^-x is that of Math.exp within 3 units in the last place, to the end of its range', () => {
  for (let i = 0; i <= 70_000; i++) {
    const x = i * 0.0100003;
    const expected = Math.exp(-x);
    expect(Math.abs(expNegative(x) - expected)).toBeLessThanOrEqual(3 * Number.EPSILON * expected);
  }
});

test('known values: 1, mpmath’s at 1 / 3, 20.25 and 700, the least numbers, 0, NaN', () => {
  expect(expNegative(0)).toBe(1);
  expect(expNegative(Number.MIN_VALUE)).toBe(1);
  expect(expNegative(1 / 3)).toBeCloseTo(0.7165313105737893, 15);
  expect(expNegative(20.25) / 1.6052280551856116e-9).toBeCloseTo(1, 15);
  expect(expNegative(700) / 9.85967654375977e-305).toBeCloseTo(1, 14);
  expect(expNegative(744)).toBeGreaterThan(0);
  for (const x of [746, 1e10, 2 ** 31 / 64, Number.MAX_VALUE, Infinity]) expect(expNegative(x)).toBe(0);
  expect(expNegative(Number.NaN)).toBeNaN();
});
