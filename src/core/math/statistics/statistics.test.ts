import { expect, test } from 'vitest';
import golden from '../../../../test/golden/statistics.json' with { type: 'json' };
import { clopperPearson, mean, median, quantile, variance, wilson } from './statistics.js';

// Golden numbers: test/golden/statistics.py, scipy 1.17.
const sets: Readonly<Record<string, readonly number[]>> = golden.sets;
type Row = [string, number, number];

test.each(golden.quantiles as Row[])('the quantile of "%s" at %d is %d', (name, level, expected) => {
  expect(quantile(sets[name], level)).toBeCloseTo(expected, 14);
});

test('quantiles of unusual values', () => {
  expect(quantile([], 0.5)).toBeNaN();
  expect(quantile([3], 0.9)).toBe(3);
  expect(median([Infinity, 1, 2])).toBe(2);
  expect([quantile([1, Infinity], 0.1), quantile([-Infinity, 1], 0.9)]).toEqual([Infinity, -Infinity]);
  expect(median([Infinity, Infinity, 1])).toBe(Infinity);
  expect(() => quantile([1, 2], 1.5)).toThrow('level must be in [0, 1], got 1.5');
});

test('a quantile leaves its input in order', () => {
  const values = [3, 1, 2];
  median(values);
  expect(values).toEqual([3, 1, 2]);
});

test('the mean of no values is not a number', () => {
  expect(mean([1, 2, 6])).toBe(3);
  expect(mean([])).toBeNaN();
});

test('the variance divides by n, or by n - 1', () => {
  expect(variance([1, 2, 6], 0)).toBeCloseTo(14 / 3, 14);
  expect(variance(Float64Array.of(1, 2, 6), 1)).toBeCloseTo(7, 14);
  expect(variance([1e9 + 1, 1e9 + 2, 1e9 + 6], 1)).toBeCloseTo(7, 6);
  expect(variance([3], 0)).toBe(0);
  expect(variance([3], 1)).toBeNaN();
  expect([variance([], 0), variance([], 1)]).toEqual([Number.NaN, Number.NaN]);
});

for (const [name, interval] of Object.entries({ wilson, clopperPearson })) {
  const rows = golden[name as 'wilson' | 'clopperPearson'];
  test.each(rows)(`${name} of %i of %i is [%d, %d]`, (successes, trials, low, high) => {
    expect(interval({ successes, trials }).low).toBeCloseTo(low, 11);
    expect(interval({ successes, trials }).high).toBeCloseTo(high, 11);
  });

  test(`${name} is narrower at less confidence, and is [0, 1] for no trials`, () => {
    const share = { successes: 4, trials: 10 };
    expect(interval(share, 0.8).low).toBeGreaterThan(interval(share).low);
    expect(interval(share, 0.8).high).toBeLessThan(interval(share).high);
    expect(interval({ successes: 0, trials: 0 })).toEqual({ low: 0, high: 1 });
  });

  test(`${name} refuses what is no share`, () => {
    expect(() => interval({ successes: 5, trials: 4 })).toThrow('0 <= successes <= trials, got 5 of 4');
    expect(() => interval({ successes: 0.5, trials: 4 })).toThrow('got 0.5 of 4');
    expect(() => interval({ successes: 1, trials: 4 }, 95)).toThrow('confidence must be in (0, 1), got 95');
  });
}

test('6 of 6 and 9 of 10 exclude one half, 5 of 5 and 8 of 10 do not', () => {
  const low = (successes: number, trials: number) => clopperPearson({ successes, trials }).low;
  expect(low(6, 6)).toBeGreaterThan(0.5);
  expect(low(9, 10)).toBeGreaterThan(0.5);
  expect(low(5, 5)).toBeLessThan(0.5);
  expect(low(8, 10)).toBeLessThan(0.5);
});
