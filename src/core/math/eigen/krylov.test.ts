import { describe, expect, it } from 'vitest';
import { stream } from '../random/random.js';
import { type Complex, outerEigenvalues } from './krylov.js';
import { nonsymmetricEigenvalues } from './nonsymmetric-eigenvalues.js';

const SIZE = 120;
const random = stream({ seed: 4, purpose: 'matrix', step: 0 });
const matrix = new Float64Array(SIZE * SIZE);
random.fillNormal(matrix);
// A few that stand out, as in a game: a complex pair, and a large real one; and many near 0.
matrix.forEach((value, at) => {
  matrix[at] = 0.05 * value;
});
matrix[1] += 7;
matrix[SIZE] -= 7;
matrix[2 * SIZE + 2] += 4;
matrix[3 * SIZE + 3] -= 5;

const times = (a: Float64Array, n: number) => async (x: Float64Array) =>
  Float64Array.from({ length: n }, (_, i) => x.reduce((sum, value, j) => sum + a[i * n + j] * value, 0));

const byReal = ({ real }: Complex) => real;
const bySize = ({ real, imaginary }: Complex) => Math.hypot(real, imaginary);

function search(
  rank: (value: Complex) => number,
  changes: { count?: number; tolerance?: number; maxProducts?: number } = {},
) {
  return outerEigenvalues({
    size: SIZE,
    product: times(matrix, SIZE),
    stream: stream({ seed: 1, purpose: 'start', step: 0 }),
    rank,
    count: 3,
    tolerance: 1e-8,
    maxProducts: 100,
    ...changes,
  });
}

function dense(rank: (value: Complex) => number): Complex[] {
  const { real, imaginary } = nonsymmetricEigenvalues(matrix.slice(), SIZE);
  return Array.from(real, (value, i) => ({ real: value, imaginary: imaginary[i] })).sort((a, b) => rank(b) - rank(a));
}

describe('the outer eigenvalues by products alone', () => {
  it.each([
    { what: 'largest', rank: bySize },
    { what: 'rightmost', rank: byReal },
  ])('the $what are those of the whole matrix', async ({ rank }) => {
    const { values, products } = await search(rank, { count: 2 });
    expect(products).toBeLessThan(SIZE);
    expect(values).toHaveLength(2);
    const expected = dense(rank);
    values.forEach(({ real, imaginary }, i) => {
      expect(real).toBeCloseTo(expected[i].real, 7);
      expect(Math.abs(imaginary)).toBeCloseTo(Math.abs(expected[i].imaginary), 7);
    });
  });

  it('none is given that is not within the tolerance', async () => {
    const { values, products } = await search(bySize, { count: 40, maxProducts: 50 });
    expect(products).toBe(50);
    expect(values.length).toBeGreaterThan(2);
    expect(values.length).toBeLessThan(40);
    const expected = dense(bySize);
    values.forEach((value, i) => {
      expect(bySize(value)).toBeCloseTo(bySize(expected[i]), 6);
    });
    expect((await search(byReal, { maxProducts: 5 })).values).toEqual([]);
  });

  it('a loose tolerance takes fewer products', async () => {
    const loose = await search(bySize, { tolerance: 1e-2 });
    const tight = await search(bySize, { tolerance: 1e-10 });
    expect(loose.products).toBeLessThan(tight.products);
  });

  it('directions that are closed under the matrix end the search', async () => {
    const twice = async (x: Float64Array) => x.map((value) => 2 * value);
    const given = { size: 9, product: twice, stream: stream({ seed: 1, purpose: 'start', step: 0 }) };
    const { values, products } = await outerEigenvalues({
      ...given,
      rank: byReal,
      count: 1,
      tolerance: 1e-8,
      maxProducts: 9,
    });
    expect(products).toBe(1);
    expect(values[0].real).toBeCloseTo(2, 12);
  });

  it('a matrix of nothing has the eigenvalue 0', async () => {
    const nothing = async (x: Float64Array) => new Float64Array(x.length);
    const given = { size: 9, product: nothing, stream: stream({ seed: 1, purpose: 'start', step: 0 }) };
    const { values } = await outerEigenvalues({ ...given, rank: byReal, count: 1, tolerance: 1e-8, maxProducts: 9 });
    expect(values.map(bySize)).toEqual([0]);
  });
});
