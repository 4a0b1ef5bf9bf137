import { expect, it } from 'vitest';
import { mcnemar } from './mcnemar.js';
import { signFlip } from './sign-flip.js';

it('is a two-sided binomial test at one half of the pairs that disagree', () => {
  expect(mcnemar({ one: 6, other: 0 })).toBeCloseTo(2 / 64, 12);
  expect(mcnemar({ one: 0, other: 5 })).toBeCloseTo(2 / 32, 12);
  expect(mcnemar({ one: 9, other: 1 })).toBeCloseTo((2 * 11) / 1024, 12);
  expect(mcnemar({ one: 59, other: 6 })).toBeCloseTo(4.9647e-12, 15); // scipy.stats.binomtest(6, 65).pvalue
});

it('holds for thousands of pairs, where 2^-n underflows', () => {
  // scipy.stats.binomtest(500, 1200).pvalue and (5000, 10200)
  expect(mcnemar({ one: 700, other: 500 }) / 8.535366081034316e-9).toBeCloseTo(1, 9);
  expect(mcnemar({ one: 5000, other: 5200 })).toBeCloseTo(0.04878796312682234, 9);
  expect(mcnemar({ one: 600, other: 600 })).toBe(1);
});

it('is 1 where nothing disagrees, or as much either way', () => {
  expect(mcnemar({ one: 0, other: 0 })).toBe(1);
  expect(mcnemar({ one: 4, other: 4 })).toBe(1);
});

it('is the sign-flip test of differences of one', () => {
  expect(mcnemar({ one: 7, other: 2 })).toBeCloseTo(signFlip([1, 1, 1, 1, 1, 1, 1, -1, -1, 0, 0]).p, 12);
});
