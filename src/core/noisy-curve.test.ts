import { expect, test } from 'vitest';
import { normalCdf, normalDensity } from './math/special.js';
import { noisyCurves } from './noisy-curve.js';

test('along a straight line the density is a Gaussian across and a difference of cdfs along', () => {
  const std = 0.05;
  const { logDensity } = noisyCurves([(t) => [3 * t, 1]], std);
  for (const [x, y] of [
    [1.5, 1],
    [0.02, 1.08],
    [3.1, 0.9],
    [-0.2, 1],
  ]) {
    const along = (normalCdf(x / std) - normalCdf((x - 3) / std)) / 3;
    const across = normalDensity((y - 1) / std) / std;
    expect(logDensity!(Float64Array.of(x, y))[0]).toBeCloseTo(Math.log(along * across), 8);
  }
});

test('the density stays finite far away', () => {
  const { logDensity } = noisyCurves([(t) => [t, 0]], 0.01);
  expect(logDensity!(Float64Array.of(0.5, 10))[0]).toBeCloseTo(
    -(10 ** 2) / 2e-4 + Math.log(normalDensity(0) / 0.01),
    6,
  );
});

test('two curves share the mass equally', () => {
  const [one, two] = [(t: number) => [t, 0] as const, (t: number) => [t, 5] as const];
  const alone = noisyCurves([one], 0.1).logDensity!(Float64Array.of(0.4, 0.02))[0];
  const shared = noisyCurves([one, two], 0.1).logDensity!(Float64Array.of(0.4, 0.02))[0];
  expect(shared - alone).toBeCloseTo(-Math.LN2, 10);
});
