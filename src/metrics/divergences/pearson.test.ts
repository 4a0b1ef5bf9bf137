import { expect, test } from 'vitest';
import { shiftedBy, unitGaussian as target } from '../../../test/support/gaussians.js';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { gaussianLatent } from '../../core/gan/latents/gaussian.js';
import { gaussianTarget } from '../../core/gan/targets/gaussian.js';
import { uniformTarget } from '../../core/gan/targets/uniform.js';
import { pearson } from './pearson.js';

test('pearson is 0 at q = p', async () => {
  expect(await numberOf(pearson, { target, G: shiftedBy(0) })).toBeCloseTo(0, 9);
});

test.each([0.5, 1, 3])('pearson of Gaussians %d apart is exp(d^2) - 1', async (d) => {
  const expected = Math.expm1(d * d);
  // At 3 the main part lies where q is 1e-8 of its peak, and is accurate to nine digits.
  expect((await numberOf(pearson, { target, G: shiftedBy(d) })) / expected).toBeCloseTo(1, 7);
});

test('pearson has q in the denominator: for a q of width s it is s^2 / sqrt(2 s^2 - 1) - 1', async () => {
  const s = 1.3;
  const expected = (s * s) / Math.sqrt(2 * s * s - 1) - 1;
  expect(await numberOf(pearson, { target, G: ([z]) => [s * z] })).toBeCloseTo(expected, 8);
});

test('pearson of a box and a Gaussian is the integral of 1 / q over the box, minus 1', async () => {
  const box = uniformTarget.create({ low: 0, high: 1 });
  // The integral of exp(x^2 / 2) from 0 to 1, term by term.
  const terms = [1, 1 / 6, 1 / 40, 1 / 336, 1 / 3456, 1 / 42240, 1 / 599040, 1 / 9676800];
  const expected = Math.sqrt(2 * Math.PI) * terms.reduce((sum, term) => sum + term) - 1;
  expect(await numberOf(pearson, { target: box, G: ([z]) => [z] })).toBeCloseTo(expected, 6);
});

test('pearson of a constant generator is infinite', async () => {
  expect(await numberOf(pearson, { target, G: () => [0] })).toBe(Infinity);
});

test('pearson is absent where q is from samples, or not a number', async () => {
  const plane = gaussianTarget.create({ mean: 0, std: 1, dim: 2 });
  const latent = gaussianLatent.create({ dim: 5 });
  const measured = await compute(pearson, { target: plane, latent, G: ([a, b]) => [a, b] });
  expect(measured).toEqual({ absent: 'q is known from samples only' });
  expect(await compute(pearson, { target, G: () => [Number.NaN] })).toHaveProperty('absent');
  expect(await compute(pearson, { target, G: ([z]) => [1e-3 * z] })).toHaveProperty('absent');
});
