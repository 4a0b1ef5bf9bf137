import { expect, test } from 'vitest';
import { shiftedBy, unitGaussian as target } from '../../../test/support/gaussians.js';
import { golden, goldenFake } from '../../../test/support/golden-clouds.js';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { gaussian as gaussianLatent } from '../../core/gan/latents/gaussian.js';
import { uniform as uniformLatent } from '../../core/gan/latents/uniform.js';
import { gaussian } from '../../core/gan/targets/gaussian.js';
import { uniform } from '../../core/gan/targets/uniform.js';
import { wasserstein1 } from './wasserstein-1.js';

test('wasserstein-1 is 0 at p_g = p_data', async () => {
  expect(await numberOf(wasserstein1, { target, G: shiftedBy(0) })).toBeCloseTo(0, 6);
});

test.each([0.5, 3, 8])('wasserstein-1 of Gaussians %d apart is the shift', async (d) => {
  expect(await numberOf(wasserstein1, { target, G: shiftedBy(d) })).toBeCloseTo(d, 3);
});

test('wasserstein-1 of disjoint intervals is the shift, where every density-based divergence is stuck', async () => {
  const box = uniform.create({ low: 0, high: 1 });
  const latent = uniformLatent.create({ low: 0, high: 1, dim: 1 });
  for (const d of [2, 5])
    expect(await numberOf(wasserstein1, { target: box, latent, G: ([z]) => [z + d] })).toBeCloseTo(d, 3);
});

test('wasserstein-1 to a constant generator is the mean distance from it', async () => {
  expect(await numberOf(wasserstein1, { target, G: () => [0] })).toBeCloseTo(Math.sqrt(2 / Math.PI), 6);
});

test('wasserstein-1 of one coordinate is scipy’s', async () => {
  const first = (x: readonly number[]) => Float64Array.from(x.filter((_, i) => i % 2 === 0));
  const given = { generated: first(golden.generated), real: first(golden.real) };
  const fake = { target, latent: gaussianLatent.create({ dim: 2 }), G: shiftedBy(0), given };
  expect(await numberOf(wasserstein1, fake)).toBeCloseTo(golden['wasserstein-1 of the first coordinates'], 10);
});
test('wasserstein-1 of samples in the plane is scipy’s optimal assignment', async () => {
  for (const { 'wasserstein-1': found } of [golden, golden.POT])
    expect(await numberOf(wasserstein1, goldenFake)).toBeCloseTo(found, 10);
});

test('wasserstein-1 in the plane takes the first of the samples', async () => {
  const plane = gaussian.create({ mean: 0, std: 1, dim: 2 });
  // The noise of 200 samples is about 0.2; of 20 it is more.
  const G = ([a, b]: readonly number[]) => [a + 4, b];
  expect(Math.abs((await numberOf(wasserstein1, { target: plane, G }, { points: 200 })) - 4)).toBeLessThan(0.5);
  const few = await numberOf(wasserstein1, { target: plane, G: (z) => z }, { points: 20 });
  const many = await numberOf(wasserstein1, { target: plane, G: (z) => z }, { points: 400 });
  expect(few).toBeGreaterThan(1.5 * many);
});

test('wasserstein-1 from samples on a line is by sorting', async () => {
  const latent = gaussianLatent.create({ dim: 2 });
  const reading = await numberOf(wasserstein1, { target, latent, G: ([a]) => [a + 2] });
  expect(Math.abs(reading - 2)).toBeLessThan((5 * Math.SQRT2) / 50); // two means of 2,500
});

test('wasserstein-1 of one sample is a distance; of no number it is absent', async () => {
  const given = { generated: Float64Array.of(3, 4), real: Float64Array.of(0, 0) };
  expect(await numberOf(wasserstein1, { ...goldenFake, given })).toBeCloseTo(5, 12);
  expect(await compute(wasserstein1, { target, G: () => [Number.NaN] })).toHaveProperty('absent');
});
