import { expect, test } from 'vitest';
import { gaussiansApart } from '../../../test/support/gradients.js';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { gradientNormDiscriminator } from './gradient-norm-discriminator.js';

test('at D* the gradient is the noise of 2,048 draws, however far apart p and q are', async () => {
  for (const d of [0, 1, 4]) {
    // Per draw, -(1 - D(x)) + D(G(z)) has a variance of at most 1/2.
    expect(await numberOf(gradientNormDiscriminator, gaussiansApart(d))).toBeLessThan(5 * Math.sqrt(0.5 / 2048));
  }
});

test('away from D* it is the norm of the gradient of D’s own loss', async () => {
  const apart = gaussiansApart(1);
  const seen: string[] = [];
  const gradient: typeof apart.gradient = async (player, at) => {
    seen.push(player);
    expect(at.loss).toBeUndefined();
    expect(at.real.length).toBe(at.z.length);
    return Float64Array.of(0.3, -0.4);
  };
  expect(await numberOf(gradientNormDiscriminator, { ...apart, gradient })).toBeCloseTo(0.5, 12);
  expect(seen).toEqual(['discriminator']);
});

test('it is absent where the gradient is not a number', async () => {
  const fake = { ...gaussiansApart(1), gradient: async () => Float64Array.of(Number.NaN) };
  expect(await compute(gradientNormDiscriminator, fake)).toHaveProperty('absent');
});
