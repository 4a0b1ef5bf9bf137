import { expect, it } from 'vitest';
import {
  binomialBelow,
  FALSE_ALARM_RATE,
  fewestSuccesses,
  LEVEL,
  LEVEL_DEVIATIONS,
  limitText,
  mostSuccesses,
} from './level.js';

it('the level of a criterion is the rate of false alarms over all of them', () => {
  expect(LEVEL).toBeCloseTo(FALSE_ALARM_RATE / 20, 15);
  expect(LEVEL_DEVIATIONS).toBeCloseTo(3.480756, 5); // scipy.stats.norm.isf(2.5e-4)
});

// scipy.stats.binom.ppf(2.5e-4, n, p) and isf.
it.each([
  [100, 0.5, 33, 67],
  [2500, 0.9889, 2452, 2489],
  [20, 0.1, 0, 8],
  [100_000, 0.3, 29_496, 30_505],
  [1_000_000, 0.001, 892, 1112],
])(
  'of %d trials with chance %d, all but one of 4,000 have %d successes or more, and %d or fewer',
  (n, chance, low, high) => {
    expect([fewestSuccesses(n, chance), mostSuccesses(n, chance)]).toEqual([low, high]);
  },
);

// scipy.stats.binom.cdf(k - 1, n, p).
it.each([
  [3, 10, 0.2, 0.6777995264],
  [1, 45, 0.125, 0.002456758040017968],
  [20, 2500, 0.01, 0.13232445526909917],
  [29_496, 100_000, 0.3, 0.0002446462778441791],
])('fewer than %d of %d successes with chance %d have probability %d', (k, n, chance, below) => {
  expect(Math.abs(binomialBelow(k, n, chance) / below - 1)).toBeLessThan(1e-9);
});

it('no count is below 0, and every count is below one more than all', () => {
  for (const chance of [0, 0.3, 1]) expect([binomialBelow(0, 5, chance), binomialBelow(6, 5, chance)]).toEqual([0, 1]);
  expect([binomialBelow(5, 5, 0), binomialBelow(5, 5, 1)]).toEqual([1, 0]);
});

it('is exact at the ends', () => {
  expect([fewestSuccesses(10, 0), fewestSuccesses(10, 1), mostSuccesses(10, 0), mostSuccesses(10, 1)]).toEqual([
    0, 10, 0, 10,
  ]);
  expect(fewestSuccesses(5, 0.5)).toBe(0);
});

it('says where a limit comes from', () => {
  expect(limitText({ limit: 0.775, own: 0.969, bySize: 0.775, samples: 500 })).toBe(
    'limit, 0.8 times the 0.969 at q = p',
  );
  expect(limitText({ limit: 0.05, own: 0, bySize: 0.05, samples: 500 })).toBe('limit; 0 at q = p');
  expect(limitText({ limit: 0.7, own: 0.969, bySize: 0.775, samples: 60 })).toBe(
    'limit, which 60 samples of the data pass in one of 4,000 cases; 0.969 at q = p',
  );
});
