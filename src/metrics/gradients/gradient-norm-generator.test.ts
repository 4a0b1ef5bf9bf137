import { expect, test } from 'vitest';
import { gaussiansApart } from '../../../test/support/gradients.js';
import { compute, fakeSnapshot, numberOf } from '../../../test/support/snapshots.js';
import { gaussianLatent } from '../../core/gan/latents/gaussian.js';
import { minimax } from '../../core/gan/losses/minimax.js';
import { relativisticAverage } from '../../core/gan/losses/relativistic-average.js';
import { gradientNormGenerator } from './gradient-norm-generator.js';

test('the gradient norm is 0 at q = p', async () => {
  expect(await numberOf(gradientNormGenerator, gaussiansApart(0))).toBeCloseTo(0, 12);
});

test('the gradient is that of G’s own loss', async () => {
  expect(await numberOf(gradientNormGenerator, gaussiansApart(2))).toBeCloseTo(1.5504, 5);
  expect(await numberOf(gradientNormGenerator, gaussiansApart(2, minimax))).toBeCloseTo(0.4496, 5);
});

test('the norm is Euclidean over all parameters', async () => {
  const fake = { ...gaussiansApart(1), gradient: async () => Float64Array.of(3, 0, -4, 12) };
  expect(await numberOf(gradientNormGenerator, fake)).toBe(13);
});

test('a latent of several dimensions is sampled, with equal weights', async () => {
  const latent = gaussianLatent.create({ dim: 3 });
  const snapshot = fakeSnapshot({
    ...gaussiansApart(1),
    latent,
    gradient: async (_, { z, weights }) => {
      expect(z.length).toBe(3 * 2048);
      expect(new Set(weights)).toEqual(new Set([1 / 2048]));
      return Float64Array.of(1);
    },
  });
  expect(await numberOf(gradientNormGenerator, snapshot)).toBe(1);
  expect(await gradientNormGenerator.estimator(snapshot, {})).toContain('2048 draws');
});

test('a relativistic loss is sampled in one dimension too', async () => {
  const snapshot = fakeSnapshot({
    ...gaussiansApart(1, relativisticAverage),
    gradient: async (_, { z, real, weights }) => {
      expect([z.length, real.length]).toEqual([2048, 2048]);
      expect(new Set(weights)).toEqual(new Set([1 / 2048]));
      return Float64Array.of(1);
    },
  });
  expect(await numberOf(gradientNormGenerator, snapshot)).toBe(1);
  expect(await gradientNormGenerator.estimator(snapshot, {})).toBe('mean over 2048 draws of z and of the data');
});

test('it is absent where the gradient is not a number', async () => {
  const fake = { ...gaussiansApart(1), gradient: async () => Float64Array.of(Number.NaN) };
  expect(await compute(gradientNormGenerator, fake)).toHaveProperty('absent');
});
