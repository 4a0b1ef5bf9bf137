import { expect, test } from 'vitest';
import { gaussianTarget } from '../../core/gan/targets/gaussian.js';
import { grid } from '../../core/gan/targets/grid.js';
import { ring } from '../../core/gan/targets/ring.js';
import { stream } from '../../core/math/random/random.js';
import { mean } from '../../core/math/statistics/statistics.js';
import { hasDensity, type KnownDensity } from '../known-density.js';
import { histogramJs, logOfSum } from './histogram-js.js';
import { comparisonStep, densityStep, samplesPerMode } from './histogram-step.js';

function known(target: ReturnType<typeof ring.create>): KnownDensity {
  if (!hasDensity(target)) throw new Error('its density is known');
  return target;
}

const eight = known(ring.create({ modes: 8, radius: 2, std: 0.05 }));
const line = known(gaussianTarget.create({ mean: 1, std: 2 }));

/** Samples of a target, `width` times as far from the modes' means. */
function drawn(target: KnownDensity, n: number, { width = 1, draw = 0 } = {}): Float64Array {
  const x = new Float64Array(n * target.dim);
  target.sample(x, stream({ seed: 3, purpose: 'q', step: draw }));
  const means = target.modes!.map((mode) => mode.mean);
  for (let at = 0; at < x.length; at += target.dim) {
    const distances = means.map((m) => m.reduce((sum, value, i) => sum + (value - x[at + i]) ** 2, 0));
    const nearest = means[distances.indexOf(Math.min(...distances))];
    for (let i = 0; i < target.dim; i++) x[at + i] = nearest[i] + width * (x[at + i] - nearest[i]);
  }
  return x;
}

test('the mean of logOfSum over a Poisson count is the logarithm of the sum of the means', () => {
  for (const p of [0, 8, 11.5, 60, 390])
    for (const rate of [0.3, 4, 9, 50]) {
      let expected = 0;
      for (let q = 0, mass = Math.exp(-rate); q < 300; mass *= rate / ++q) expected += mass * logOfSum(p, q);
      // exp(-p - rate) is what the integral beyond 1 would add.
      expect(Math.abs(expected - Math.log(p + rate))).toBeLessThan(Math.exp(-p - rate) / (p + rate) + 2e-6);
    }
});

test('without p it is the digamma function: -gamma and the harmonic numbers', () => {
  expect(logOfSum(0, 0)).toBeCloseTo(-0.5772156649015329, 12);
  expect(logOfSum(0, 4)).toBeCloseTo(-0.5772156649015329 + 25 / 12, 12);
});

test.each([
  { name: 'a line', target: line, n: 300, draws: 60 },
  { name: 'a line', target: line, n: 16_384, draws: 12 },
  { name: 'a ring', target: eight, n: 100, draws: 60 },
  { name: 'a ring', target: eight, n: 1000, draws: 40 },
  { name: 'a ring', target: eight, n: 16_384, draws: 12 },
  { name: 'a grid of 25', target: known(grid.create({ side: 5, spacing: 2, std: 0.05 })), n: 1000, draws: 40 },
])('$n samples of the data on $name: 0 within the error that is stated', ({ target, n, draws }) => {
  const found = Array.from({ length: draws }, (_, draw) => histogramJs(drawn(target, n, { draw }), target));
  const values = found.map(({ value }) => value);
  const stated = mean(found.map(({ standardError }) => standardError));
  expect(Math.abs(mean(values))).toBeLessThan((5 * stated) / Math.sqrt(draws));
  const spread = Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2)));
  expect(spread / stated).toBeGreaterThan(0.6);
  expect(spread / stated).toBeLessThan(1.5);
  expect(values.some((value) => value < 0)).toBe(true); // not clamped
});

// Concentric Gaussians, std 1 and `width`: mpmath's quadrature of the definition.
test.each([
  { target: eight, n: 100_000, width: 0.5, js: 0.17331535 },
  { target: eight, n: 16_384, width: 0.5, js: 0.17331535 },
  { target: eight, n: 16_384, width: 0.8, js: 0.0236534037 },
  { target: eight, n: 16_384, width: 1.5, js: 0.0712454332 },
  { target: line, n: 16_384, width: 0.5, js: 0.0927333817 },
  { target: line, n: 4000, width: 1.5, js: 0.0366814142 },
])('js of $n samples, $width times as wide, is $js but for its errors', ({ target, n, width, js }) => {
  const found = histogramJs(drawn(target, n, { width }), target);
  const change = Number(/js changed by (\S+)$/.exec(found.describe(false))![1]);
  expect(found.value).toBeLessThan(js + 4 * found.standardError);
  // The step's bias is of second order: a third of the last change, were q smooth on the step's scale.
  expect(found.value).toBeGreaterThan(js - 4 * found.standardError - Math.max(0, change));
});

test('modes shifted by one deviation are seen on both sides of each mode, where cells are merged', () => {
  const shifted = drawn(eight, 16_384).map((x, at) => (at % 2 ? x : x + 0.05));
  const { value } = histogramJs(shifted, eight);
  expect(value).toBeLessThan(0.1114214822);
  expect(value).toBeGreaterThan(0.1114214822 - 0.01);
});

test('the error of 100,000 samples of modes half as wide is below .003', () => {
  expect(Math.abs(histogramJs(drawn(eight, 100_000, { width: 0.5 }), eight).value - 0.17331535)).toBeLessThan(0.003);
});

test('one point, samples off the grid and repeated ones: ln 2, ln 2 and half of it', () => {
  const n = 2000;
  expect(
    histogramJs(
      drawn(eight, n).map((x) => x + 50),
      eight,
    ).value,
  ).toBeCloseTo(Math.LN2, 3);
  expect(histogramJs(new Float64Array(2 * n).fill(2), eight).value).toBeCloseTo(Math.LN2, 3);
  const half = drawn(eight, n).map((x, at) => (at < n ? 2 : x));
  // p against q / 2 and an atom of 1/2: KL(p || m) / 2 + KL(q || m) / 2 with m = 3/4 p where q has a density.
  const expected = (Math.log(4 / 3) + Math.log(2 / 3) / 2 + Math.LN2 / 2) / 2;
  const found = histogramJs(half, eight);
  expect(Math.abs(found.value - expected)).toBeLessThan(5 * found.standardError);
});

test('steps follow the number of samples by their exponents, and count samples per mode', () => {
  expect(samplesPerMode(line, 1000) / 1000).toBeCloseTo(1, 1); // of a grid's cells, half a deviation wide
  expect(samplesPerMode(eight, 1000) / 125).toBeCloseTo(1, 1);
  const ratio = (step: typeof densityStep, target: KnownDensity) => step(target, 64e4) / step(target, 1e4);
  expect(ratio(densityStep, line)).toBeCloseTo(64 ** (-1 / 3), 9);
  expect(ratio(densityStep, eight)).toBeCloseTo(64 ** (-1 / 4), 9);
  expect(ratio(comparisonStep, line)).toBeCloseTo(64 ** (-2 / 5), 9);
  expect(ratio(comparisonStep, eight)).toBeCloseTo(64 ** (-1 / 3), 9);
});
