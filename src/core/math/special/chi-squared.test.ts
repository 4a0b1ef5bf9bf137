import { expect, test } from 'vitest';
import golden from '../../../../test/golden/special.json' with { type: 'json' };
import { chiSquaredCdf, chiSquaredTail } from './special.js';

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
