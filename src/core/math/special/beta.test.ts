import { expect, test } from 'vitest';
import golden from '../../../../test/golden/special.json' with { type: 'json' };
import { incompleteBeta, incompleteBetaInverse, logBeta, logGamma, studentQuantileAbove } from './beta.js';

// Golden numbers: test/golden/special.py, mpmath to 40 digits.
test.each(golden.logGamma)('log Gamma(%d) is %d', (x, expected) => {
  expect(Math.abs(logGamma(x) - expected)).toBeLessThan(4e-15 * Math.max(1, Math.abs(expected)));
});

test.each(golden.incompleteBeta)('I of a = %d, b = %d at %d is %d', (a, b, x, expected) => {
  // 1e-11: the front factor is an exponential of a difference of numbers in the thousands.
  expect(Math.abs(incompleteBeta(x, { a, b }) - expected)).toBeLessThanOrEqual(1e-11 * expected);
});

test('the inverse gives back x, and the ends', () => {
  for (const [a, b] of [
    [1, 1],
    [9, 2],
    [0.5, 3],
    [70, 31],
  ]) {
    for (const p of [1e-8, 0.025, 0.5, 0.975]) {
      expect(incompleteBeta(incompleteBetaInverse(p, { a, b }), { a, b }) / p).toBeCloseTo(1, 11);
    }
    expect([incompleteBetaInverse(0, { a, b }), incompleteBetaInverse(1, { a, b })]).toEqual([0, 1]);
  }
  expect(incompleteBetaInverse(0.3, { a: 1, b: 1 })).toBeCloseTo(0.3, 14);
});

// scipy.stats.t.isf.
test.each([
  [2.5e-4, 1, 1273.239282935764],
  [0.025, 2, 4.302652729749464],
  [2.5e-4, 39, 3.7969145674974665],
  [0.025, 99, 1.9842169515864176],
  [0.5, 7, 0],
])('a share %d of Student’s t of %d degrees of freedom lies above %d', (tail, freedom, t) => {
  expect(Math.abs(studentQuantileAbove(tail, freedom) - t)).toBeLessThanOrEqual(1e-10 * t);
});

test('B(2, 3) is 1/12', () => {
  expect(Math.exp(logBeta({ a: 2, b: 3 }))).toBeCloseTo(1 / 12, 15);
});

test('shapes and places that do not exist are refused', () => {
  expect(() => incompleteBeta(0.5, { a: 0, b: 1 })).toThrow('a and b must be positive, got 0 and 1');
  expect(() => incompleteBeta(1.5, { a: 1, b: 1 })).toThrow('x must be in [0, 1], got 1.5');
  expect(() => incompleteBetaInverse(-1, { a: 1, b: 1 })).toThrow('p must be in [0, 1], got -1');
});
