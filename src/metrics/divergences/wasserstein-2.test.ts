import { expect, test } from 'vitest';
import { shiftedBy, unitGaussian as target } from '../../../test/support/gaussians.js';
import { golden, goldenFake } from '../../../test/support/golden-clouds.js';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { gaussian as gaussianLatent } from '../../core/gan/latents/gaussian.js';
import { uniform as uniformLatent } from '../../core/gan/latents/uniform.js';
import { gaussian } from '../../core/gan/targets/gaussian.js';
import { uniform } from '../../core/gan/targets/uniform.js';
import { wasserstein2 } from './wasserstein-2.js';

test('wasserstein-2 is 0 at p_g = p_data', async () => {
  expect(await numberOf(wasserstein2, { target, G: shiftedBy(0) })).toBeCloseTo(0, 6);
});

test.each([0.5, 3, 8])('wasserstein-2 of Gaussians %d apart is the shift', async (d) => {
  expect(await numberOf(wasserstein2, { target, G: shiftedBy(d) })).toBeCloseTo(d, 8);
});

test('wasserstein-2 of disjoint intervals is the shift, where every density-based divergence is stuck', async () => {
  const box = uniform.create({ low: 0, high: 1 });
  const latent = uniformLatent.create({ low: 0, high: 1, dim: 1 });
  for (const d of [2, 5])
    expect(await numberOf(wasserstein2, { target: box, latent, G: ([z]) => [z + d] })).toBeCloseTo(d, 8);
});

test('wasserstein-2 of N(m, s^2) and N(0, 1) is sqrt(m^2 + (s - 1)^2)', async () => {
  expect(await numberOf(wasserstein2, { target, G: ([z]) => [1 - 0.4 * z] })).toBeCloseTo(Math.hypot(1, 0.6), 8);
});

test('wasserstein-2 to a constant generator is the root mean square distance from it', async () => {
  expect(await numberOf(wasserstein2, { target, G: () => [0.5] })).toBeCloseTo(Math.sqrt(1.25), 8);
});
test('wasserstein-2 of samples in the plane is scipy’s optimal assignment', async () => {
  for (const { 'wasserstein-2': found } of [golden, golden.POT])
    expect(await numberOf(wasserstein2, goldenFake)).toBeCloseTo(found, 10);
});

test('wasserstein-2 in the plane takes the first of the samples', async () => {
  const plane = gaussian.create({ mean: 0, std: 1, dim: 2 });
  // The noise of 200 samples is about 0.2; of 20 it is more.
  const G = ([a, b]: readonly number[]) => [a + 4, b];
  expect(Math.abs((await numberOf(wasserstein2, { target: plane, G }, { points: 200 })) - 4)).toBeLessThan(0.5);
  const few = await numberOf(wasserstein2, { target: plane, G: (z) => z }, { points: 20 });
  const many = await numberOf(wasserstein2, { target: plane, G: (z) => z }, { points: 400 });
  expect(few).toBeGreaterThan(1.5 * many);
});

test('wasserstein-2 from samples on a line is by sorting', async () => {
  const latent = gaussianLatent.create({ dim: 2 });
  const reading = await numberOf(wasserstein2, { target, latent, G: ([a]) => [a + 2] });
  expect(Math.abs(reading - 2)).toBeLessThan((5 * Math.SQRT2) / 50); // two means of 2,500
});

test('wasserstein-2 of one sample is a distance; of no number it is absent', async () => {
  const given = { generated: Float64Array.of(3, 4), real: Float64Array.of(0, 0) };
  expect(await numberOf(wasserstein2, { ...goldenFake, given })).toBeCloseTo(5, 12);
  expect(await compute(wasserstein2, { target, G: () => [Number.NaN] })).toHaveProperty('absent');
});

test('wasserstein-2 of samples whose squared distances are no numbers is absent, and does not look for ever', async () => {
  const plane = gaussian.create({ mean: 0, std: 1, dim: 2 });
  expect(await compute(wasserstein2, { target: plane, G: ([a, b]) => [1e200 * a, b], sampleCount: 20 })).toEqual({
    absent: 'samples lie beyond 1e+150: squared distances overflow',
  });
  expect(
    await numberOf(wasserstein2, { target: plane, G: ([a, b]) => [1e140 * a, b], sampleCount: 20 }),
  ).toBeGreaterThan(1e139);
});
