import { expect, test } from 'vitest';
import { gaussianTarget } from '../core/gan/targets/gaussian.js';
import { shuffledSamples } from './shuffled-samples.js';

const sorted = Float64Array.from({ length: 2000 }, (_, i) => (i % 2 ? 5000 + (i >> 1) : i >> 1)); // rows (k, 5000 + k)

test('rows are shuffled as wholes, reproducibly, in a copy', () => {
  const { generated } = shuffledSamples({ dim: 2, generated: sorted, real: new Float64Array(2000) });
  const firsts = Array.from({ length: 1000 }, (_, row) => generated[2 * row]);
  firsts.forEach((first, row) => {
    expect(generated[2 * row + 1]).toBe(5000 + first);
  });
  expect(firsts.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, k) => k));
  // The mean of the first 100 of a shuffle has a standard deviation of 27.4.
  const mean = firsts.slice(0, 100).reduce((sum, first) => sum + first, 0) / 100;
  expect(Math.abs(mean - 499.5)).toBeLessThan(5 * 27.4);
  expect(shuffledSamples({ dim: 2, generated: sorted, real: new Float64Array(2000) }).generated).toEqual(generated);
  expect(sorted[2]).toBe(1);
});

test('all rows of both sides are there; where no data is given, as many are drawn from the target', () => {
  const fewer = shuffledSamples({ dim: 2, generated: sorted, real: sorted.subarray(0, 300) });
  expect([fewer.generated.length, fewer.real.length]).toEqual([2000, 300]);
  expect(fewer.real).not.toEqual(fewer.generated);
  const drawn = shuffledSamples({ dim: 1, generated: sorted, target: gaussianTarget.create({ mean: 0, std: 1 }) });
  expect(drawn.real).toHaveLength(2000);
  expect(Math.abs(drawn.real.reduce((sum, x) => sum + x, 0) / 2000)).toBeLessThan(5 / Math.sqrt(2000));
});

test('data without a target is the empirical distribution of all its rows', () => {
  const { target } = shuffledSamples({ dim: 2, generated: sorted, real: Float64Array.of(1, -5, 3, 7) });
  expect(target.bounds).toEqual([
    { low: 1, high: 3 },
    { low: -5, high: 7 },
  ]);
  expect(target.rows).toEqual(Float64Array.of(1, -5, 3, 7));
  expect(target.logDensity).toBeUndefined();
  expect(() => shuffledSamples({ dim: 2, generated: sorted })).toThrow('needs a target, or samples of the data');
});
