import { expect, it } from 'vitest';
import { FALSE_ALARM_RATE, fewestSuccesses, LEVEL, LEVEL_DEVIATIONS, limitText, mostSuccesses } from './level.js';

it('the level of a criterion is the rate of false alarms over all of them', () => {
  expect(LEVEL).toBeCloseTo(FALSE_ALARM_RATE / 20, 15);
  expect(LEVEL_DEVIATIONS).toBeCloseTo(3.480756, 5); // scipy.stats.norm.isf(2.5e-4)
});

// scipy.stats.binom.ppf(2.5e-4, n, p) and isf.
it.each([
  [100, 0.5, 33, 67],
  [2500, 0.9889, 2452, 2489],
  [20, 0.1, 0, 8],
  [100000, 0.3, 29496, 30505],
])(
  'of %d trials with chance %d, all but one of 4,000 have %d successes or more, and %d or fewer',
  (n, chance, low, high) => {
    // Beyond a variance of 1,000 the normal quantile is used.
    const slack = n * chance * (1 - chance) > 1000 ? 2 : 0;
    expect(Math.abs(fewestSuccesses(n, chance) - low)).toBeLessThanOrEqual(slack);
    expect(Math.abs(mostSuccesses(n, chance) - high)).toBeLessThanOrEqual(slack);
  },
);

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
