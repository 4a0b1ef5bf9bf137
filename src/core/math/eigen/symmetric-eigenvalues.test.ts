import { expect, test } from 'vitest';
import { stream } from '../random/random.js';
import { symmetricEigenvalues } from './symmetric-eigenvalues.js';

test('of a chain they are 2 - 2 cos(pi k / (n + 1))', () => {
  const n = 12;
  const chain = Float64Array.from({ length: n * n }, (_, at) => {
    const apart = Math.abs((at % n) - Math.floor(at / n));
    return apart === 0 ? 2 : apart === 1 ? -1 : 0;
  });
  const found = symmetricEigenvalues(chain, n).sort();
  found.forEach((value, k) => {
    expect(value).toBeCloseTo(2 - 2 * Math.cos((Math.PI * (k + 1)) / (n + 1)), 12);
  });
});

test('the powers of a random matrix have the traces that its eigenvalues say', () => {
  const n = 30;
  const random = stream({ seed: 8, purpose: 'matrix', step: 0 });
  const a = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) a[i * n + j] = a[j * n + i] = random.normal();
  const product = (x: Float64Array, y: Float64Array) =>
    Float64Array.from({ length: n * n }, (_, at) => {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += x[Math.floor(at / n) * n + k] * y[k * n + (at % n)];
      return sum;
    });
  const trace = (x: Float64Array) => x.reduce((sum, value, at) => (at % (n + 1) === 0 ? sum + value : sum), 0);
  const values = symmetricEigenvalues(a.slice(), n);
  let power = a;
  for (let k = 1; k <= 4; k++) {
    const expected = values.reduce((sum, value) => sum + value ** k, 0);
    expect(Math.abs(trace(power) - expected) / n ** k).toBeLessThan(1e-12);
    power = product(power, a);
  }
});

test('of a diagonal, of a matrix of rank one, and of one number', () => {
  expect([...symmetricEigenvalues(Float64Array.of(3, 0, 0, -1), 2)]).toEqual([3, -1]);
  const ones = symmetricEigenvalues(new Float64Array(25).fill(0.2), 5).sort();
  expect(ones[4]).toBeCloseTo(1, 12);
  expect(Math.abs(ones[3])).toBeLessThan(1e-12);
  expect([...symmetricEigenvalues(Float64Array.of(7), 1)]).toEqual([7]);
});
