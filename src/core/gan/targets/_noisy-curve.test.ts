import { expect, test } from 'vitest';
import { normalCdf, normalDensity } from '../../math/special/special.js';
import { noisyCurves } from './_noisy-curve.js';

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

test('along many turns the density is the mean of Gaussians over t, near the curve and far from it', () => {
  const [turns, std] = [12, 0.05];
  const curve = (t: number) =>
    [2 * t * Math.cos(2 * Math.PI * turns * t), 2 * t * Math.sin(2 * Math.PI * turns * t)] as const;
  const { logDensity } = noisyCurves([curve], std);
  const points = [0, 0, 1, 0.3, -1.2, 0.9, 2.05, 0, 3, -4, 0.08, -0.02];
  const read = logDensity!(Float64Array.from(points));
  const steps = 40_000; // the farthest of them a tenth of a standard deviation apart
  read.forEach((value, row) => {
    const logs = Array.from({ length: steps }, (_, k) => {
      const [x, y] = curve((k + 0.5) / steps);
      return -((points[2 * row] - x) ** 2 + (points[2 * row + 1] - y) ** 2) / (2 * std * std);
    });
    const most = logs.reduce((a, b) => Math.max(a, b));
    const sum = logs.reduce((all, log) => all + Math.exp(log - most), 0);
    expect(value).toBeCloseTo(most + Math.log(sum / steps / (2 * Math.PI * std * std)), 4);
  });
});
