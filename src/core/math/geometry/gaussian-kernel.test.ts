import { describe, expect, it, test } from 'vitest';
import { stream } from '../random/random.js';
import { discrepancyByExpansion, inverseWidth, meanKernel } from './gaussian-kernel.js';
import { computedSquares } from './pair-squares.js';

function normal(rows: number, dim: number, step: number, shift = 0): Float64Array {
  const x = new Float64Array(rows * dim);
  stream({ seed: 4, purpose: 'kernel', step }).fillNormal(x);
  return x.map((value) => value + shift);
}

test('the mean kernel of three points on a line', () => {
  const pairs = computedSquares({ a: Float64Array.of(0, 1, 3), dim: 1 });
  const width = 0.7;
  const expected = [1, 2, 3].reduce((sum, x) => sum + Math.exp((-x * x) / (2 * width * width)), 0) / 3;
  expect(meanKernel(pairs, width)).toBeCloseTo(expected, 15);
});

test('a width whose square underflows or overflows, or is no normal number', () => {
  const pairs = computedSquares({ a: Float64Array.of(0, 0, 1), dim: 1 });
  for (const width of [1e-170, 1e-310, Number.MIN_VALUE]) expect(meanKernel(pairs, width)).toBe(1 / 3);
  expect(meanKernel(pairs, 1e170)).toBe(1);
  expect(inverseWidth(Number.MIN_VALUE)).toBe(Number.MAX_VALUE);
});

const direct = (a: Float64Array, b: Float64Array, dim: number, width: number) =>
  meanKernel(computedSquares({ a, dim }), width) +
  meanKernel(computedSquares({ a: b, dim }), width) -
  2 * meanKernel(computedSquares({ a, b, dim }), width);

describe('the discrepancy by expansion', () => {
  it.each([
    [1, 0.5],
    [1, 3],
    [2, 2],
    [2, 2.5],
    [3, 6],
  ])('in %d dimensions at width %d is the mean over all pairs', (dim, width) => {
    for (const shift of [0, 0.1, 1]) {
      const [a, b] = [normal(1200, dim, 0), normal(1100, dim, 1, shift)];
      const found = discrepancyByExpansion({ a, b, dim }, width);
      expect(found).not.toBeNull();
      expect(Math.abs(found! - direct(a, b, dim, width))).toBeLessThan(1e-14);
    }
  });

  it('does not depend on where the data is', () => {
    const [a, b] = [normal(500, 2, 0), normal(500, 2, 1, 0.2)];
    const far = (x: Float64Array) => x.map((value) => value + 1024);
    const [here, there] = [
      discrepancyByExpansion({ a, b, dim: 2 }, 2),
      discrepancyByExpansion({ a: far(a), b: far(b), dim: 2 }, 2),
    ];
    expect(Math.abs(here! - there!)).toBeLessThan(1e-12);
  });

  it('of equal rows is 0, of two points 2 - 2 k', () => {
    const same = new Float64Array(800).fill(3);
    expect(discrepancyByExpansion({ a: same, b: same, dim: 2 }, 1)).toBe(0);
    const other = new Float64Array(800).fill(3.5);
    const between = Math.exp(-(0.25 + 0.25) / 2);
    expect(discrepancyByExpansion({ a: same, b: other, dim: 2 }, 1)).toBeCloseTo(2 - 2 * between, 14);
  });

  it('is left to the pairs for narrow kernels, in many dimensions, and of few rows', () => {
    const [a, b] = [normal(400, 2, 0), normal(400, 2, 1)];
    for (const width of [0.05, 1e-170]) expect(discrepancyByExpansion({ a, b, dim: 2 }, width)).toBeNull();
    expect(discrepancyByExpansion({ a: normal(100, 20, 0), b: normal(100, 20, 1), dim: 20 }, 6)).toBeNull();
    expect(discrepancyByExpansion({ a: a.subarray(0, 8), b: b.subarray(0, 8), dim: 2 }, 1)).toBeNull();
  });
});
