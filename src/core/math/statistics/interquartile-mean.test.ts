import { expect, test } from 'vitest';
import golden from '../../../../test/golden/statistics.json' with { type: 'json' };
import { bootstrapInterval, interquartileMean } from './interquartile-mean.js';

// Golden numbers: test/golden/statistics.py, scipy 1.17.
const sets: Readonly<Record<string, readonly number[]>> = golden.sets;

test.each(golden.trimmed as [string, number][])('the interquartile mean of "%s" is %d', (name, expected) => {
  expect(interquartileMean(sets[name])).toBeCloseTo(expected, 14);
});

test('a quarter of infinite values leaves the interquartile mean finite, more does not', () => {
  expect(interquartileMean([1, 2, 3, Infinity])).toBe(2.5);
  expect(interquartileMean([1, 2, Infinity, Infinity])).toBe(Infinity);
  expect(interquartileMean([])).toBeNaN();
});

test.each(golden.bootstrap as [string, number, number][])(
  'the interval of "%s" is about [%d, %d]',
  (name, low, high) => {
    // 10,000 resamples place the 2.5 % quantile at 2.5 +- 5 * 0.16 %: as far as scipy's quantiles at 1.7 % and 3.3 % are apart.
    const interval = bootstrapInterval(sets[name]);
    const spread = Math.max(...sets[name]) - Math.min(...sets[name]);
    expect(Math.abs(interval.low - low)).toBeLessThan(0.05 * spread);
    expect(Math.abs(interval.high - high)).toBeLessThan(0.05 * spread);
  },
);

test('an interval is the same each time and in any order, and states its seed', () => {
  const interval = bootstrapInterval([5, 1, 4, 2, 3], { seed: 7, resamples: 500 });
  expect(interval).toEqual(bootstrapInterval([1, 2, 3, 4, 5], { seed: 7, resamples: 500 }));
  expect(interval).toMatchObject({ seed: 7, resamples: 500, confidence: 0.95 });
  const values = sets.ten;
  expect(bootstrapInterval(values, { seed: 7 })).not.toEqual(bootstrapInterval(values, { seed: 8 }));
  expect(bootstrapInterval(values, { confidence: 0.5 }).high).toBeLessThan(bootstrapInterval(values).high);
});

test('a diverged run in ten may make an end infinite; one value is its own interval', () => {
  expect(bootstrapInterval([1, 2, 3, 4, 5, 6, 7, 8, 9, Infinity])).toMatchObject({ high: Infinity });
  expect(bootstrapInterval([4])).toMatchObject({ low: 4, high: 4 });
  expect(bootstrapInterval([]).low).toBeNaN();
});

test('values of one group are drawn together: copies add nothing to what is known', () => {
  const values = [1, 2, 3, 4, 5, 6, 7, 8];
  const copies = [...values, ...values, ...values];
  expect(bootstrapInterval(copies, { groups: copies })).toEqual(bootstrapInterval(values));
  const apart = bootstrapInterval(copies);
  expect(apart.high - apart.low).toBeLessThan(bootstrapInterval(values).high - bootstrapInterval(values).low);
  // Groups of two sizes: what is drawn is of one of the two kinds, or of both.
  const { low, high } = bootstrapInterval([0, 10, 10, 10, 10], { groups: [1, 2, 2, 2, 2] });
  expect([low, high]).toEqual([0, 10]);
});
