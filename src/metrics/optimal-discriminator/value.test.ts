import { expect, test } from 'vitest';
import { gaussianTable, optimalScore, shiftedBy, unitGaussian as target } from '../../../test/support/gaussians.js';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { gaussianLatent } from '../../core/gan/latents/gaussian.js';
import { leastSquares } from '../../core/gan/losses/least-squares.js';
import { gaussianTarget } from '../../core/gan/targets/gaussian.js';
import { value } from './value.js';

test('value is -log 4 at q = p and D = 1/2', async () => {
  expect(await numberOf(value, { target, G: shiftedBy(0), D: () => 0 })).toBeCloseTo(-Math.log(4), 12);
});

test.each(gaussianTable)('value at D* is $optimalValue for Gaussians $d apart', async ({ d, optimalValue }) => {
  expect(await numberOf(value, { target, G: shiftedBy(d), D: optimalScore(d) })).toBeCloseTo(optimalValue, 8);
});

test('value of a saturated D is finite, and has no plateau', async () => {
  // D = sigmoid(800) everywhere: log D = 0, log(1 - D) = -800.
  expect(await numberOf(value, { target, G: shiftedBy(0), D: () => 800 })).toBeCloseTo(-800, 9);
  expect(await numberOf(value, { target, G: shiftedBy(0), D: () => -900 })).toBeCloseTo(-900, 9);
});

test('value includes D at an atom', async () => {
  const D = ([x]: readonly number[]) => (x === 2 ? -Math.log(3) : Math.log(3)); // D = 1/4 there, 3/4 elsewhere
  expect(await numberOf(value, { target, G: () => [2], D })).toBeCloseTo(2 * Math.log(3 / 4), 9);
});

test('value in the plane is that on a line within 1 %, from samples within 3 %', async () => {
  const plane = gaussianTarget.create({ mean: 0, std: [1, 3] });
  const G = ([a, b]: readonly number[]) => [a + 1, 3 * b];
  const exact = -1.1634514;
  const D = optimalScore(1);
  expect(Math.abs((await numberOf(value, { target: plane, G, D })) / exact - 1)).toBeLessThan(0.01);
  const latent = gaussianLatent.create({ dim: 4 });
  expect(Math.abs((await numberOf(value, { target: plane, G, D, latent })) / exact - 1)).toBeLessThan(0.03);
});

test('value is absent where the score is not a probability', async () => {
  expect(await compute(value, { target, G: shiftedBy(1), loss: leastSquares })).toEqual({
    absent: 'the score of least-squares is not a probability',
  });
});
