import { expect, test } from 'vitest';
import { everyMode, ringOf } from '../../../test/support/mode-generators.js';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { gaussianTarget } from '../../core/gan/targets/gaussian.js';
import { ring } from '../../core/gan/targets/ring.js';
import { uniformTarget } from '../../core/gan/targets/uniform.js';
import { stream } from '../../core/math/random/random.js';
import { widthOfModes as widthOf } from './_mode-width.js';
import { modeWidth } from './mode-width.js';

const target = ring.create({ modes: 8, radius: 2, std: 0.05 });
const SAMPLES = 5000;
// The square of the width is chi-squared with two degrees of freedom a sample; the cut core has 1.7 times its variance.
const error = (dim: number, width = 1) => 5 * width * Math.sqrt(1.7 / (2 * SAMPLES * dim));

/** Modes `width` times as wide. */
const wide = (width: number) => {
  const other = ring.create({ modes: 8, radius: 2, std: 0.05 * width });
  return { target, G: ringOf(other, everyMode(8)), samples: SAMPLES };
};

test('the data itself has 1', async () => {
  expect(Math.abs((await numberOf(modeWidth, wide(1))) - 1)).toBeLessThan(error(2));
});

test.each([0.2, 0.5, 1.4, 1.8, 3])('modes that are %d times as wide have that value', async (width) => {
  expect(Math.abs((await numberOf(modeWidth, wide(width))) - width)).toBeLessThan(error(2, width));
});

test.each([1, 10, 100])('in %d dimensions too, where no sample is within 3 standard deviations', async (dim) => {
  const plain = gaussianTarget.create({ mean: 1, std: 2, dim });
  const G = (z: readonly number[]) => z.map((value) => 1 + 3 * value);
  const measured = await numberOf(modeWidth, { target: plain, G, samples: SAMPLES });
  expect(Math.abs(measured - 1.5)).toBeLessThan(error(dim, 1.5));
});

test('40 % uniform noise, or samples between modes, changes it by less than a tenth', () => {
  const random = stream({ seed: 1, purpose: 'noise', step: 0 });
  const x = new Float64Array(2 * SAMPLES);
  target.sample(x, random);
  const noisy = x.map((value, i) => (i % 10 < 4 ? 6 * random.uniform() - 3 : value));
  const bridged = x.slice();
  for (let row = 0; row < SAMPLES; row++) {
    if (row % 5 > 1) continue;
    const [a, b, t] = [target.modes![row % 8].mean, target.modes![(row + 1) % 8].mean, random.uniform()];
    for (let i = 0; i < 2; i++) bridged[2 * row + i] = a[i] + t * (b[i] - a[i]) + 0.05 * random.normal();
  }
  for (const rows of [noisy, bridged]) {
    expect(widthOf(rows, { dim: 2, modes: target.modes! })).toBeGreaterThan(0.95);
    expect(widthOf(rows, { dim: 2, modes: target.modes! })).toBeLessThan(1.1);
  }
});

test('each coordinate counts in its own standard deviation; those without one are left out', () => {
  const modes = [{ mean: [0, 0, 5], std: [10, 0.1, 0], weight: 1 }];
  const random = stream({ seed: 2, purpose: 'flat', step: 0 });
  const x = new Float64Array(3 * SAMPLES);
  for (let at = 0; at < x.length; at += 3) x.set([20 * random.normal(), 0.2 * random.normal(), 7], at);
  expect(Math.abs(widthOf(x, { dim: 3, modes })! - 2)).toBeLessThan(error(2, 2));
});

test('a point at a centre has 0, one sample its distance; NaN and targets without modes are absent', async () => {
  expect(await numberOf(modeWidth, { target, G: () => [2, 0] })).toBe(0);
  expect(await numberOf(modeWidth, { target, G: () => [2.05, 0], samples: 1 })).toBeGreaterThan(0);
  expect(await compute(modeWidth, { target, G: () => [Number.NaN, 0] })).toEqual({
    absent: "G's output is not finite",
  });
  const box = uniformTarget.create({ low: 0, high: 1 });
  expect(await compute(modeWidth, { target: box, G: ([z]) => [z] })).toEqual({ absent: 'the target has no modes' });
});
