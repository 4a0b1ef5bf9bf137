import { expect, test } from 'vitest';
import { shiftedBy, unitGaussian } from '../../../test/support/gaussians.js';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { gaussianLatent } from '../../core/gan/latents/gaussian.js';
import { gaussianTarget } from '../../core/gan/targets/gaussian.js';
import { normalCdf } from '../../core/math/special/special.js';
import { preimages } from './preimages.js';

const plane = gaussianTarget.create({ mean: 0, std: 1, dim: 2 });

test('an injective map has one preimage', async () => {
  expect(await numberOf(preimages, { target: unitGaussian, G: shiftedBy(3) })).toBeCloseTo(1, 9);
  expect(await numberOf(preimages, { target: plane, G: ([a, b]) => [b, 2 * a] })).toBeCloseTo(1, 2);
});

test('a fold has two preimages', async () => {
  expect(await numberOf(preimages, { target: unitGaussian, G: ([z]) => [Math.abs(z)] })).toBeCloseTo(2, 5);
  expect(await numberOf(preimages, { target: plane, G: ([a, b]) => [Math.abs(a), b] })).toBeCloseTo(2, 1);
});

test('a fold counts where its sides overlap', async () => {
  // |z - 1| folds at 0: x in (0, inf) has both z = 1 + x and z = 1 - x: all of the mass.
  expect(await numberOf(preimages, { target: unitGaussian, G: ([z]) => [Math.abs(z - 1)] })).toBeCloseTo(2, 5);
  // A zigzag: slope 1, then -1 on [0, 1], then 1. x in (-1, 0) has three preimages, the rest one.
  const zigzag = ([z]: readonly number[]) => [z < 0 ? z : z < 1 ? -z : z - 2];
  const within = normalCdf(0) - normalCdf(-1) + (normalCdf(1) - normalCdf(0)) + (normalCdf(2) - normalCdf(1));
  expect(await numberOf(preimages, { target: unitGaussian, G: zigzag })).toBeCloseTo(1 + 2 * within, 4);
});

test('an atom counts one preimage, besides the pieces that cover it', async () => {
  expect(await numberOf(preimages, { target: unitGaussian, G: () => [2] })).toBeCloseTo(1, 9);
  expect(await numberOf(preimages, { target: plane, G: () => [2, 0] })).toBe(1);
  // Flat at 0 for z < 0, then up to 1 and down through 0 from z = 2 on.
  const over = ([z]: readonly number[]) => [z < 0 ? 0 : z < 1 ? z : 2 - z];
  const up = normalCdf(1) - normalCdf(0);
  const down = normalCdf(2) - normalCdf(1);
  const expected = 2 * 0.5 + 2 * (up + down) + (1 - normalCdf(2));
  expect(await numberOf(preimages, { target: unitGaussian, G: over })).toBeCloseTo(expected, 4);
});

test('other dimensions, and NaN, are absent', async () => {
  const latent = gaussianLatent.create({ dim: 3 });
  expect(await compute(preimages, { target: plane, latent, G: ([a, b]) => [a, b] })).toHaveProperty('absent');
  expect(await compute(preimages, { target: unitGaussian, G: () => [Number.NaN] })).toHaveProperty('absent');
  expect(await compute(preimages, { target: plane, G: () => [Number.NaN, 0] })).toHaveProperty('absent');
});
