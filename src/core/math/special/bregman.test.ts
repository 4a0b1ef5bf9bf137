import { expect, test } from 'vitest';
import { bregmanTerm } from './bregman.js';

// mpmath, 30 digits, at the double nearest to t.
test.each([
  [0.5, 0.1081976621622],
  [-0.5, 0.15342640972],
  [0.001, 4.998334166167e-7],
  [-0.001, 5.0016675005003e-7],
  [0.00099, 4.8988836350214e-7],
  [-0.00099, 4.9021179659724e-7],
  [0.0001, 4.9998333416661e-9],
  [1e-8, 4.9999999833333e-17],
  [3.0, 2.5451774444795],
  [-0.9999, 0.9989789659628],
])('(1 + t) log(1 + t) - t at t = %d is %d, to twelve digits', (t, exact) => {
  expect(Math.abs(bregmanTerm(t) / exact - 1)).toBeLessThan(1e-12);
});

test('it is 0 at 0 and never below', () => {
  expect(bregmanTerm(0)).toBe(0);
  for (const t of [1e-300, -1e-300, 1e-9, -1e-9, 9.99e-4, -1.001e-3]) expect(bregmanTerm(t)).toBeGreaterThanOrEqual(0);
});
