import { expect, test } from 'vitest';
import golden from '../../../../test/golden/special.json' with { type: 'json' };
import { approximateChiSquaredQuantile, chiSquaredCdf, chiSquaredTail } from './special.js';

// Golden numbers: test/golden/special.py, mpmath to 40 digits. 1e-12: the logarithm of 1e-300 is 690, and a sum of up to 350.
test.each(golden.chiSquaredBelow)('below %d degrees of freedom at %d lies %d', (d, x, expected) => {
  expect(Math.abs(chiSquaredCdf(x, d) - expected)).toBeLessThanOrEqual(1e-12 * expected);
});

test.each(golden.chiSquaredAbove)('above %d degrees of freedom at %d lies %d', (d, x, expected) => {
  expect(Math.abs(chiSquaredTail(x, d) - expected)).toBeLessThanOrEqual(1e-12 * expected);
});

test('nothing lies below 0, everything above; far out there is nothing', () => {
  expect([chiSquaredCdf(0, 3), chiSquaredTail(0, 3)]).toEqual([0, 1]);
  expect([chiSquaredCdf(1e-9, 700), chiSquaredCdf(5000, 3)]).toEqual([0, 1]);
  expect([chiSquaredTail(5000, 3), chiSquaredTail(1e-9, 700)]).toEqual([0, 1]);
});

test('both tails add up to one', () => {
  for (const d of [1, 2, 7, 25, 700])
    for (const x of [0.1, d / 2, d, d + 0.5, 2 * d])
      expect(chiSquaredCdf(x, d) + chiSquaredTail(x, d)).toBeCloseTo(1, 14);
});

// scipy.stats.chi2.ppf; the errors are those of Wilson and Hilferty's approximation.
test.each([
  [0.99975, 1, 13.412147801385798, 0.055],
  [0.99975, 24, 55.72202514400036, 0.0035],
  [0.00025, 24, 6.886557372505162, 0.0171],
  [0.5, 7, 6.345811195521515, 0.0014],
  [0.00025, 10_000.5, 9515.630602688272, 1e-6],
])('the quantile %d of %d degrees of freedom is about %d', (p, d, quantile, error) => {
  expect(Math.abs(approximateChiSquaredQuantile(p, d) / quantile - 1)).toBeLessThan(error);
});

test('no quantile is below 0', () => {
  expect(approximateChiSquaredQuantile(0.00025, 1)).toBe(0);
});
