import { describe, expect, it } from 'vitest';
import { stream } from '../../core/math/random/random.js';
import { exactCopies, withoutDuplicates } from './duplicates.js';

function normal(n: number, dim: number, step: number): Float64Array {
  const x = new Float64Array(n * dim);
  stream({ seed: 7, purpose: 'duplicates', step }).fillNormal(x);
  return x;
}
const rounded = (x: Float64Array, unit: number) => x.map((value) => Math.round(value / unit) * unit);

describe.each([1, 2, 5])('in %d dimensions', (dim) => {
  const real = normal(1000, dim, 0);
  it('all, resampled and partly copied rows of the data are copies', () => {
    expect(exactCopies({ generated: real, real, dim })).toBe(1);
    const draws = stream({ seed: 7, purpose: 'resampled', step: 0 });
    const resampled = Float64Array.from(
      Array.from({ length: 600 }, () => draws.integer(1000)).flatMap((row) => [
        ...real.subarray(row * dim, (row + 1) * dim),
      ]),
    );
    expect(exactCopies({ generated: resampled, real, dim })).toBe(1);
    const part = normal(1000, dim, 1);
    part.set(real.subarray(0, 100 * dim));
    expect(exactCopies({ generated: part, real, dim })).toBe(0.1);
  });
  it('a point mass of G, also on a row of the data, and one of the data are none', () => {
    const atom = normal(1000, dim, 1);
    for (let row = 0; row < 500; row++) atom.set(real.subarray(0, dim), row * dim);
    expect(exactCopies({ generated: atom, real, dim })).toBeNull();
    const both = real.slice().fill(3, 0, 500 * dim);
    expect(exactCopies({ generated: normal(1000, dim, 1).fill(3, 0, 500 * dim), real: both, dim })).toBeNull();
  });
});

it('independent samples that are rounded are no copies, of one density, a narrower, a wider and a shifted one', () => {
  for (const unit of [1e-3, 1e-2, 0.1])
    for (const [scale, shift] of [
      [1, 0],
      [0.3, 0],
      [3, 0],
      [1, 2],
    ])
      for (const dim of [1, 2, 3])
        for (let step = 1; step <= 20; step += 2) {
          const other = normal(1000, dim, step).map((value) => scale * value + shift);
          const samples = { generated: rounded(other, unit), real: rounded(normal(1000, dim, step + 1), unit), dim };
          expect(exactCopies(samples), `${unit} ${scale} ${shift} ${dim}`).toBeNull();
        }
});

it('copies of rounded data are copies where few of the data’s own rows repeat', () => {
  const real = rounded(normal(1000, 2, 0), 0.01);
  expect(exactCopies({ generated: real, real, dim: 2 })).toBe(1);
});

it('the reason of samples that are left out says what they equal', () => {
  const coarse = (x: Float64Array) => ({ generated: x, real: rounded(normal(1000, 1, 2), 0.1), dim: 1 });
  const wide = Float64Array.from({ length: 40 }, (_, i) => rounded(Float64Array.of((i - 20) / 10), 0.1)[0]);
  expect(withoutDuplicates(coarse(wide))).toEqual({
    absent:
      '40 of 40 samples of G equal one of the data or another one: rounded, or copies: there is no density to estimate',
  });
  expect(withoutDuplicates(coarse(new Float64Array(40).fill(99)))).toEqual({
    absent: expect.stringContaining('samples of the data equal another one: rounded, or point masses'),
  });
});
