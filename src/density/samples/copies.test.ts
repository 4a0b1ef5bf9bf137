import { describe, expect, it } from 'vitest';
import { stream } from '../../core/math/random/random.js';
import { copiedShare } from './copies.js';
import { neighbourDistances } from './knn-distances.js';

function normal(n: number, dim: number, step: number): Float64Array {
  const x = new Float64Array(n * dim);
  stream({ seed: 3, purpose: 'copies', step }).fillNormal(x);
  return x;
}
const shareOf = (generated: Float64Array, real: Float64Array, dim: number) =>
  copiedShare(neighbourDistances({ generated, real, dim }));

describe.each([1, 2, 5])('in %d dimensions', (dim) => {
  const real = normal(1000, dim, 0);
  it('independent samples are no copies, of one density, a shifted, a narrower and a wider one', () => {
    const other = normal(1000, dim, 1);
    for (const [scale, shift] of [
      [1, 0],
      [1, 3],
      [0.1, 0],
      [5, 0],
    ])
      expect(
        shareOf(
          other.map((value) => scale * value + shift),
          real,
          dim,
        ),
      ).toBeNull();
  });
  it('rows of the data are copies, exactly, as float32, and rounded to six digits', () => {
    expect(shareOf(real, real, dim)).toBe(1);
    expect(shareOf(real.map(Math.fround), real, dim)).toBeGreaterThan(0.9);
    expect(
      shareOf(
        real.map((value) => Number(value.toPrecision(6))),
        real,
        dim,
      ),
    ).toBeGreaterThan(0.9);
  });
  it('a tenth of copies among others is noticed', () => {
    const part = normal(1000, dim, 2);
    part.set(real.subarray(0, 100 * dim).map(Math.fround));
    expect(shareOf(part, real, dim)).toBeGreaterThan(0.08);
  });
});
