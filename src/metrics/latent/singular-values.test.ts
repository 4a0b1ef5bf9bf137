import { expect, test } from 'vitest';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { gaussianLatent } from '../../core/gan/latents/gaussian.js';
import { gaussianTarget } from '../../core/gan/targets/gaussian.js';
import { singularValues } from './singular-values.js';

const target = gaussianTarget.create({ mean: 0, std: 1, dim: 2 });
const collapsed = { statistic: 'collapsed' };
const spread = { statistic: 'spread' };

test('of a linear map: the median of 3 and 5, and the log of 5/3', async () => {
  // A rotation by 30 degrees after a stretching by 3 and 5.
  const [c, s] = [Math.cos(Math.PI / 6), Math.sin(Math.PI / 6)];
  const G = ([a, b]: readonly number[]) => [3 * c * a - 5 * s * b, 3 * s * a + 5 * c * b];
  expect(await numberOf(singularValues, { target, G })).toBeCloseTo(4, 6);
  expect(await numberOf(singularValues, { target, G }, spread)).toBeCloseTo(Math.log(5 / 3), 6);
  expect(await numberOf(singularValues, { target, G }, collapsed)).toBe(0);
});

test('their number is the smaller of the dimensions of z and x', async () => {
  const line = { target, latent: gaussianLatent.create({ dim: 1 }), G: ([z]: readonly number[]) => [3 * z, 4 * z] };
  expect(await numberOf(singularValues, line)).toBeCloseTo(5, 6);
  const space = {
    target,
    latent: gaussianLatent.create({ dim: 3 }),
    G: (z: readonly number[]) => [2 * z[0], 2 * z[2]],
  };
  expect(await numberOf(singularValues, space)).toBeCloseTo(2, 6);
  expect(await numberOf(singularValues, space, collapsed)).toBe(0);
});

test('of an exponential the spread is the interquartile range of z', async () => {
  const on = { target: gaussianTarget.create({ mean: 0, std: 1 }), G: ([z]: readonly number[]) => [Math.exp(z)] };
  // A quartile of 256 normals has a standard error of 1.36 / 16.
  expect(Math.abs((await numberOf(singularValues, on, spread)) - 1.349)).toBeLessThan((5 * 1.57) / 16);
});

test('the collapsed share is a half where one coordinate is ignored, and 1 of a constant', async () => {
  expect(await numberOf(singularValues, { target, G: ([a]) => [a, 1e-4 * a] }, collapsed)).toBe(0.5);
  expect(await numberOf(singularValues, { target, G: ([a]) => [a, 0] }, spread)).toBe(Infinity);
  expect(await numberOf(singularValues, { target, G: () => [1, 2] }, collapsed)).toBe(1);
  expect(await numberOf(singularValues, { target, G: () => [1, 2] })).toBe(0);
  expect(await numberOf(singularValues, { target, G: () => [1, 2] }, spread)).toBe(0);
});

test('it is absent where the output is not a number', async () => {
  expect(await compute(singularValues, { target, G: () => [0, Number.NaN] })).toEqual({
    absent: "G's output is not finite",
  });
});
