import { expect, test } from 'vitest';
import { chiSquaredCdf, chiSquaredTail } from './special.js';

// scipy.stats.chi2.cdf and .sf.
test.each([
  [1, 0.01, 0.07965567455405799, 0.920344325445942],
  [1, 40, 0.9999999997460371, 2.5396285894708634e-10],
  [2, 9, 0.9888910034617577, 0.011108996538242308],
  [3, 1, 0.19874804309879915, 0.8012519569012009],
  [25, 9, 0.0014038022434951284, 0.9985961977565049],
  [25, 0.5, 1.382451831258326e-17, 1.0],
  [25, 200, 1.0, 3.0673491634731327e-29],
  [700, 100, 7.93432257340956e-168, 1.0],
  [700, 900, 0.9999995772383259, 4.227616740898035e-7],
  [50, 9, 1.8500983238728228e-11, 0.999999999981499],
])('chi-squared with %d degrees of freedom at %d, both tails', (d, x, below, above) => {
  expect(Math.abs(chiSquaredCdf(x, d) / below - 1)).toBeLessThan(1e-12);
  expect(Math.abs(chiSquaredTail(x, d) / above - 1)).toBeLessThan(1e-12);
});

test('nothing lies below 0, everything above', () => {
  expect(chiSquaredCdf(0, 3)).toBe(0);
  expect(chiSquaredTail(0, 3)).toBe(1);
});
