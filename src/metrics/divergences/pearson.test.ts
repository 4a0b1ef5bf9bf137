import { expect, test } from 'vitest';
import { shiftedBy, unitGaussian as target } from '../../../test/support/gaussians.js';
import { compute, numberOf, reluChain } from '../../../test/support/snapshots.js';
import { gaussianLatent } from '../../core/gan/latents/gaussian.js';
import { gaussianTarget } from '../../core/gan/targets/gaussian.js';
import { laplace } from '../../core/gan/targets/laplace.js';
import { mixture } from '../../core/gan/targets/mixture.js';
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

// s^2 / sqrt(2 s^2 - 1) - 1 for s above sqrt(1/2), by mpmath; at and below it the integral of exp(-(2 - 1 / s^2) x^2 / 2) diverges.
test.each([
  [0.71, 4.56685322943301],
  [0.7072, 29.7996590558623],
  [0.70712, 80.7740445410203],
  [Math.SQRT1_2, Infinity],
  [0.705, Infinity],
  [0.6, Infinity],
  [0.01, Infinity],
  [1e-6, Infinity],
])('pearson of N(0, 1) against N(0, %d^2) is %d: the tails decide, not overflow', async (s, exact) => {
  const G = reluChain([{ weights: [[s]], bias: [0] }]);
  const found = await numberOf(pearson, { target, G });
  if (exact === Infinity) expect(found).toBe(Infinity);
  else expect(Math.abs(found / exact - 1)).toBeLessThan(1e-9);
});

test('pearson of a mixture, and of a G with a kink: each tail counts', async () => {
  // mpmath.quad of p^2 / q - 1 to 30 digits.
  const two = mixture.create({ means: [-1, 1], stds: [0.5, 0.8] });
  const affine = reluChain([{ weights: [[0.65]], bias: [0.2] }]);
  expect(await numberOf(pearson, { target: two, G: affine })).toBeCloseTo(8.808315384534652, 8);
  const bent = (left: number, right: number) =>
    reluChain([
      { weights: [[1, -1]], bias: [0, 0] },
      { weights: [[right], [-left]], bias: [0] },
    ]);
  expect(await numberOf(pearson, { target, G: bent(0.8, 1.2) })).toBeCloseTo(0.129857126207184, 9);
  expect(await numberOf(pearson, { target, G: bent(0.7, 1.2) })).toBe(Infinity);
  expect(await numberOf(pearson, { target, G: bent(0.8, 0.7) })).toBe(Infinity);
  // A Laplace tail is heavier than any Gaussian.
  expect(await numberOf(pearson, { target: laplace.create({ mean: 0, width: 1 }), G: bent(5, 5) })).toBe(Infinity);
});

test('where pearson is finite but beyond the largest double it is absent', async () => {
  const box = uniformTarget.create({ low: 0, high: 1 });
  expect(await compute(pearson, { target: box, G: reluChain([{ weights: [[0.01]], bias: [0] }]) })).toEqual({
    absent: 'pearson is finite, but above 1.8e308',
  });
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
});
