import { expect, test } from 'vitest';
import { stream } from '../random/random.js';
import { orderStatistic } from './order-statistic.js';

const draws = stream({ seed: 1, purpose: 'order statistic', step: 0 });

test.each([
  ['normal', () => draws.normal()],
  ['few different values', () => draws.integer(3)],
  ['equal', () => 7],
  ['infinite ones among them', () => [-Infinity, 1, Infinity][draws.integer(3)]],
])('every one of %s numbers stands where sorting puts it', (_, draw) => {
  for (const count of [1, 2, 3, 10, 101]) {
    const values = Float64Array.from({ length: count }, draw);
    const sorted = values.slice().sort();
    sorted.forEach((value, index) => {
      expect(orderStatistic(values.slice(), index)).toBe(value);
    });
  }
});

test('sorted and reversed numbers too', () => {
  const up = Float64Array.from({ length: 1000 }, (_, i) => i);
  for (const index of [0, 1, 499, 998, 999]) {
    expect(orderStatistic(up.slice(), index)).toBe(index);
    expect(orderStatistic(up.slice().reverse(), index)).toBe(index);
  }
});
