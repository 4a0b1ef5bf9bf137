import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { stream } from '../random/random.js';
import { hessenbergEigenvalues, nonsymmetricEigenvalues } from './nonsymmetric-eigenvalues.js';

interface Golden {
  readonly name: string;
  readonly matrix: readonly (readonly number[])[];
  readonly real: readonly number[];
  readonly imaginary: readonly number[];
}

// numpy.linalg.eigvals: test/golden/eigenvalues.py
const golden = JSON.parse(
  readFileSync(new URL('../../../../test/golden/eigenvalues.json', import.meta.url), 'utf8'),
) as readonly Golden[];

function valuesOf(rows: readonly (readonly number[])[]) {
  const { real, imaginary } = nonsymmetricEigenvalues(Float64Array.from(rows.flat()), rows.length);
  return Array.from(real, (value, i) => ({ real: value, imaginary: imaginary[i] }));
}

/** The largest distance from an expected value to the found one that is nearest and not yet taken. */
function distance(found: ReturnType<typeof valuesOf>, expected: { real: number; imaginary: number }[]): number {
  const left = [...found];
  expect(found).toHaveLength(expected.length);
  return Math.max(
    ...expected.map(({ real, imaginary }) => {
      const away = left.map((value) => Math.hypot(value.real - real, value.imaginary - imaginary));
      const nearest = away.indexOf(Math.min(...away));
      left.splice(nearest, 1);
      return away[nearest];
    }),
  );
}

describe('the eigenvalues of a matrix', () => {
  it.each(golden)('are those that numpy finds: $name', ({ matrix, real, imaginary }) => {
    const expected = real.map((value, i) => ({ real: value, imaginary: imaginary[i] }));
    const scale = Math.hypot(...matrix.flat());
    expect(distance(valuesOf(matrix), expected)).toBeLessThan(1e-12 * scale);
  });

  it('of a shift round a ring are the roots of one, which ordinary shifts never find', () => {
    const n = 9;
    const ring = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => ((i + 1) % n === j ? 1 : 0)));
    const roots = Array.from({ length: n }, (_, k) => ({
      real: Math.cos((2 * Math.PI * k) / n),
      imaginary: Math.sin((2 * Math.PI * k) / n),
    }));
    expect(distance(valuesOf(ring), roots)).toBeLessThan(1e-13);
  });

  it('of a companion matrix are the roots of its polynomial', () => {
    // (x - 1) (x - 2) (x - 3) (x^2 + 1) = x^5 - 6 x^4 + 12 x^3 - 12 x^2 + 11 x - 6
    const companion = [
      [6, -12, 12, -11, 6],
      [1, 0, 0, 0, 0],
      [0, 1, 0, 0, 0],
      [0, 0, 1, 0, 0],
      [0, 0, 0, 1, 0],
    ];
    const roots = [1, 2, 3].map((real) => ({ real, imaginary: 0 }));
    const all = [...roots, { real: 0, imaginary: 1 }, { real: 0, imaginary: -1 }];
    expect(distance(valuesOf(companion), all)).toBeLessThan(1e-12);
  });

  it('of small and of bare matrices are exact', () => {
    expect(valuesOf([[-3]])).toEqual([{ real: -3, imaginary: 0 }]);
    expect(valuesOf([])).toEqual([]);
    const nothing = [0, 1, 2].map(() => [0, 0, 0]);
    expect(valuesOf(nothing)).toEqual(nothing.map(() => ({ real: 0, imaginary: 0 })));
    expect(
      valuesOf([
        [0, 2],
        [-2, 0],
      ]),
    ).toEqual([
      { real: 0, imaginary: 2 },
      { real: 0, imaginary: -2 },
    ]);
    const triangle = [
      [1, 5, 7],
      [0, 2, -4],
      [0, 0, 3],
    ];
    expect(valuesOf(triangle).map(({ real }) => real)).toEqual([1, 2, 3]);
  });

  it('keep small ones beside large ones, as far as the matrix determines them', () => {
    const [large, small] = [1e8, 1e-8];
    expect(
      distance(
        valuesOf([
          [large, 1],
          [0, small],
        ]),
        [
          { real: large, imaginary: 0 },
          { real: small, imaginary: 0 },
        ],
      ),
    ).toBe(0);
  });

  it('that are 0 but for rounding, and many, are found too', () => {
    // Rank 12 of 150: a narrow product, as a game's Jacobian has where units are dead or weights cancel.
    const [n, rank] = [150, 12];
    const random = stream({ seed: 1, purpose: 'factors', step: 0 });
    const [left, right] = [0, 1].map(() =>
      Array.from({ length: n * rank }, () => random.normal() * 10 ** -random.integer(9)),
    );
    const matrix = Array.from({ length: n }, (_, i) =>
      Array.from({ length: n }, (_, j) =>
        Array.from({ length: rank }, (_, k) => left[i * rank + k] * right[j * rank + k]).reduce((a, b) => a + b),
      ),
    );
    const trace = matrix.reduce((sum, row, i) => sum + row[i], 0);
    const found = valuesOf(matrix);
    expect(found.reduce((sum, { real }) => sum + real, 0)).toBeCloseTo(trace, 10);
    const scale = Math.hypot(...matrix.flat());
    expect(
      found.filter(({ real, imaginary }) => Math.hypot(real, imaginary) > 1e-9 * scale).length,
    ).toBeLessThanOrEqual(rank);
  });

  it('of a Hessenberg matrix need no reduction', () => {
    const h = Float64Array.of(4, 1, 2, 3, -1, 0.5, 0, 2, 1);
    const direct = hessenbergEigenvalues(h.slice(), 3);
    const reduced = nonsymmetricEigenvalues(h.slice(), 3);
    expect([...direct.real].sort()).toEqual([...reduced.real].sort());
  });

  it('are refused where there are none', () => {
    expect(() => nonsymmetricEigenvalues(Float64Array.of(1, Number.NaN, 0, 1), 2)).toThrow('not finite');
    expect(() => nonsymmetricEigenvalues(Float64Array.of(1, 2), 2)).toThrow('a 2 x 2 matrix needs 4 numbers, got 2');
  });
});
