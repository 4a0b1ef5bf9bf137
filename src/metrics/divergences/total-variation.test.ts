import { expect, test } from 'vitest';
import { shiftedBy, unitGaussian as target } from '../../../test/support/gaussians.js';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { uniformLatent } from '../../core/gan/latents/uniform.js';
import { uniformTarget } from '../../core/gan/targets/uniform.js';
import { normalCdf } from '../../core/math/special/special.js';
import { totalVariation } from './total-variation.js';

test('total-variation is 0 at p_g = p_data', async () => {
  expect(await numberOf(totalVariation, { target, G: shiftedBy(0) })).toBeCloseTo(0, 12);
});

test.each([0.5, 1, 4])('total-variation of Gaussians %d apart is 2 Phi(d/2) - 1', async (d) => {
  expect(await numberOf(totalVariation, { target, G: shiftedBy(d) })).toBeCloseTo(2 * normalCdf(d / 2) - 1, 3);
});

test('total-variation of shifted uniforms is the shift', async () => {
  const box = uniformTarget.create({ low: 0, high: 1 });
  const latent = uniformLatent.create({ low: 0, high: 1, dim: 1 });
  const apart = (d: number) => numberOf(totalVariation, { target: box, latent, G: ([z]) => [z + d] });
  expect(await apart(0.3)).toBeCloseTo(0.3, 9);
  expect(await apart(2)).toBeCloseTo(1, 9);
});

test('an atom contributes half of its mass, and the density it lacks the other half', async () => {
  expect(await numberOf(totalVariation, { target, G: ([z]) => [Math.max(z, 0)] })).toBeCloseTo(0.5, 6);
  expect(await numberOf(totalVariation, { target, G: () => [0] })).toBeCloseTo(1, 9);
});

test('total-variation is absent where the output is not a number', async () => {
  expect(await compute(totalVariation, { target, G: () => [Number.NaN] })).toHaveProperty('absent');
});

test('total-variation of N(0, 1) and N(.3, .6^2) is exact: the panels end where p = q', async () => {
  // scipy.stats: half the integral of |p - q|, by the distribution functions at both crossings.
  expect(await numberOf(totalVariation, { target, G: ([z]) => [0.6 * z + 0.3] })).toBeCloseTo(0.2729411046330449, 9);
});
