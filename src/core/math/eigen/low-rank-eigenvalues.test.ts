import { expect, test } from 'vitest';
import { stream } from '../random/random.js';
import { lowRankEigenvalues } from './low-rank-eigenvalues.js';
import { symmetricEigenvalues } from './symmetric-eigenvalues.js';

/** exp(-|x - y|^2 / (2 w^2)) / n of normal points. */
function kernel(n: number, dim: number, width: number): Float64Array {
  const x = new Float64Array(n * dim);
  stream({ seed: 2, purpose: 'kernel', step: 0 }).fillNormal(x);
  return Float64Array.from({ length: n * n }, (_, at) => {
    let sum = 0;
    for (let k = 0; k < dim; k++) sum += (x[Math.floor(at / n) * dim + k] - x[(at % n) * dim + k]) ** 2;
    return Math.exp(-sum / (2 * width ** 2)) / n;
  });
}

const descending = (values: Float64Array) => Array.from(values).sort((a, b) => b - a);
const entropy = (values: Float64Array) => values.reduce((sum, v) => sum - (v > 0 ? v * Math.log(v) : 0), 0);

test.each([
  { dim: 1, width: 1, rank: 20 },
  { dim: 2, width: 4, rank: 60 },
  { dim: 30, width: 0.3, rank: 120 },
])('of a kernel in $dim dimensions they are those of the whole matrix', ({ dim, width, rank }) => {
  const n = 120;
  const whole = symmetricEigenvalues(kernel(n, dim, width), n);
  const found = lowRankEigenvalues(kernel(n, dim, width), n);
  expect(found.length).toBeLessThanOrEqual(rank);
  for (const [i, value] of descending(found).entries())
    expect(Math.abs(value - descending(whole)[i])).toBeLessThan(2e-13);
  expect(entropy(found)).toBeCloseTo(entropy(whole), 10);
});

test('of equal points the only eigenvalue is 1; of the zero matrix there are none', () => {
  const found = lowRankEigenvalues(new Float64Array(49).fill(1 / 7), 7);
  expect(found).toHaveLength(1);
  expect(found[0]).toBeCloseTo(1, 14);
  expect(lowRankEigenvalues(new Float64Array(9), 3)).toHaveLength(0);
});

test.each([
  [0, Number.NaN],
  [1, Number.NaN],
  [3, Infinity],
])('an entry that is not finite is refused: entry %i is %d', (at, value) => {
  const matrix = Float64Array.of(0.5, 0.1, 0.1, 0.5);
  matrix[at] = value;
  expect(() => lowRankEigenvalues(matrix, 2)).toThrow(RangeError);
});

test('rows of separate modes are blocks: the eigenvalues are those of the whole matrix', () => {
  const n = 120;
  const x = new Float64Array(n * 2);
  stream({ seed: 2, purpose: 'modes', step: 0 }).fillNormal(x);
  // Four modes, mixed in the order of the rows, 8.5 widths apart.
  const kernelOfModes = () =>
    Float64Array.from({ length: n * n }, (_, at) => {
      const [i, j] = [Math.floor(at / n), at % n];
      const apart = 8.5 * ((i % 4) - (j % 4));
      return (
        Math.exp(-((0.3 * (x[2 * i] - x[2 * j]) + apart) ** 2 + (0.3 * (x[2 * i + 1] - x[2 * j + 1])) ** 2) / 2) / n
      );
    });
  const whole = descending(symmetricEigenvalues(kernelOfModes(), n));
  const found = lowRankEigenvalues(kernelOfModes(), n);
  for (const [i, value] of descending(found).entries()) expect(Math.abs(value - whole[i])).toBeLessThan(2e-13);
  expect(entropy(found)).toBeCloseTo(entropy(Float64Array.from(whole)), 10);
});
