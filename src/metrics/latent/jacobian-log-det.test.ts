import { expect, test } from 'vitest';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { gaussianLatent } from '../../core/gan/latents/gaussian.js';
import { gaussianTarget } from '../../core/gan/targets/gaussian.js';
import { jacobianLogDet } from './jacobian-log-det.js';

const target = gaussianTarget.create({ mean: 0, std: 1, dim: 2 });

test('of a linear map it is the log of the determinant, with spread 0', async () => {
  const G = ([a, b]: readonly number[]) => [2 * a + b, a - 3 * b];
  expect(await numberOf(jacobianLogDet, { target, G })).toBeCloseTo(Math.log(7), 6);
  expect(await numberOf(jacobianLogDet, { target, G }, { statistic: 'spread' })).toBeCloseTo(0, 6);
});

test('of a curve in the plane it is the log of its speed', async () => {
  const latent = gaussianLatent.create({ dim: 1 });
  expect(await numberOf(jacobianLogDet, { target, latent, G: ([z]) => [3 * z, 4 * z] })).toBeCloseTo(Math.log(5), 6);
});

test('of an exponential its spread is the interquartile range of z', async () => {
  const line = gaussianTarget.create({ mean: 0, std: 1 });
  const measured = await numberOf(jacobianLogDet, { target: line, G: ([z]) => [Math.exp(z)] }, { statistic: 'spread' });
  // A quartile of 256 normals has a standard error of 1.36 / 16.
  expect(Math.abs(measured - 1.349)).toBeLessThan((5 * 1.57) / 16);
});

test('a G that is constant in a direction has -Infinity, and no spread', async () => {
  expect(await numberOf(jacobianLogDet, { target, G: ([a]) => [a, a] })).toBe(-Infinity);
  expect(await numberOf(jacobianLogDet, { target, G: () => [1, 2] })).toBe(-Infinity);
  expect(await numberOf(jacobianLogDet, { target, G: () => [1, 2] }, { statistic: 'spread' })).toBe(0);
});

test('a latent of more dimensions than x, and NaN, are absent', async () => {
  const latent = gaussianLatent.create({ dim: 3 });
  expect(await compute(jacobianLogDet, { target, latent, G: ([a, b]) => [a, b] })).toEqual({
    absent: "z has 3 dimensions and x 2: J'J is singular everywhere",
  });
  expect(await compute(jacobianLogDet, { target, G: () => [0, Number.NaN] })).toHaveProperty('absent');
});
