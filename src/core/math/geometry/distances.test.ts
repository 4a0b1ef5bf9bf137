import { describe, expect, it } from 'vitest';
import { columnDeviations, euclideanNorm } from './distances.js';

describe('the standard deviation of a column', () => {
  it.each([1, 1e-170, 1e-300, 1e200, 1e307])('of 1, 2 and 6 is sqrt(14 / 3), in units of %d too', (unit) => {
    const [std] = columnDeviations(Float64Array.of(unit, 2 * unit, 6 * unit), 1);
    expect(std / unit).toBeCloseTo(Math.sqrt(14 / 3), 12);
  });

  it('is exactly 0 of equal values, whose rounded mean differs from them', () => {
    const x = Float64Array.from({ length: 2 * 7 }, (_, at) => (at % 2 ? at : 0.1));
    expect(columnDeviations(x, 2)).toEqual([0, 4]); // 1, 3, ..., 13: sqrt((49 - 1) / 3)
  });

  it('is not finite where a value is not', () => {
    for (const value of [Number.NaN, Infinity])
      expect(Number.isFinite(columnDeviations(Float64Array.of(1, value), 1)[0])).toBe(false);
  });
});

describe('the Euclidean norm', () => {
  it.each([1, 1e-170, 1e-300, 1e200, 1e307])('of (3, -4, 12) is 13, in units of %d too', (unit) => {
    expect(euclideanNorm(Float64Array.of(3, -4, 12).map((x) => x * unit)) / unit).toBeCloseTo(13, 12);
  });

  it('is 0 of zeros and of nothing, Infinity of an infinite entry, NaN of NaN', () => {
    expect(euclideanNorm(new Float64Array(3))).toBe(0);
    expect(euclideanNorm(new Float64Array(0))).toBe(0);
    expect(euclideanNorm(Float64Array.of(1, -Infinity))).toBe(Infinity);
    expect(euclideanNorm(Float64Array.of(1, Number.NaN))).toBeNaN();
    expect(euclideanNorm(Float64Array.of(1e200, Number.NaN))).toBeNaN();
  });
});
