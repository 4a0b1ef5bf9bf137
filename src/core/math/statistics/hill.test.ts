import { expect, test } from 'vitest';
import { stream } from '../random/random.js';
import { hillIndex } from './hill.js';

const n = 20_000;
const k = 1000;
const uniforms = (purpose: string) => {
  const random = stream({ seed: 1, purpose, step: 0 });
  return Float64Array.from({ length: n }, () => 1 - random.uniform());
};

test.each([0.5, 1, 2.5])('of a Pareto sample of index %d it is that, within five standard errors', (index) => {
  const sample = uniforms('pareto').map((u) => 3 * u ** (-1 / index));
  expect(Math.abs(hillIndex(sample, k) - index)).toBeLessThan((5 * index) / Math.sqrt(k));
});

test('of a Cauchy sample it is 1, of its square 1/2', () => {
  const cauchy = uniforms('cauchy').map((u) => Math.abs(Math.tan(Math.PI * (u - 0.5))));
  const squares = cauchy.map((x) => x * x);
  expect(Math.abs(hillIndex(cauchy, k) - 1)).toBeLessThan(5 / Math.sqrt(k));
  expect(hillIndex(squares, k)).toBeCloseTo(hillIndex(cauchy, k) / 2, 12);
});

test('of four values it equals the formula', () => {
  // The two largest over the third: log(8 / 2) and log(4 / 2), in the mean 1.5 log 2.
  expect(hillIndex([1, 8, 2, 4], 2)).toBeCloseTo(1 / (1.5 * Math.LN2), 12);
});

test('equal values have no tail; zeros and too few values say nothing', () => {
  expect(hillIndex([5, 5, 5, 5], 2)).toBe(Infinity);
  expect(hillIndex([1, 0, 0], 1)).toBeNaN();
  expect(hillIndex([1, 2], 2)).toBeNaN();
});
