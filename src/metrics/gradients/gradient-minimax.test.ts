import { expect, test } from 'vitest';
import { gaussianTable } from '../../../test/support/gaussians.js';
import { gaussiansApart } from '../../../test/support/gradients.js';
import { compute, fakeSnapshot, numberOf } from '../../../test/support/snapshots.js';
import { gradientMinimax } from './gradient-minimax.js';

test('the minimax gradient vanishes at q = p', async () => {
  expect(await numberOf(gradientMinimax, gaussiansApart(0))).toBeCloseTo(0, 12);
});

test.each(gaussianTable)('the minimax gradient is $minimax for Gaussians $d apart at D*', async ({ d, minimax }) => {
  // Whatever loss G is trained with: here it is the non-saturating one.
  expect((await numberOf(gradientMinimax, gaussiansApart(d))) / minimax).toBeCloseTo(1, 5);
});

test('the minimax gradient of a constant generator is that at one point', async () => {
  // s = 1/2 at x = 0, |dD*/dx| = 1: sigmoid(1/2).
  const fake = { ...gaussiansApart(1), gradient: async () => Float64Array.of(1 / (1 + Math.exp(-0.5))) };
  expect(await numberOf(gradientMinimax, fake)).toBeCloseTo(0.62246, 5);
});

test('the points and weights of z integrate 1 and z^2 exactly', async () => {
  let weight = 0;
  let square = 0;
  const fake = gaussiansApart(1);
  const snapshot = fakeSnapshot({
    ...fake,
    gradient: async (_, { z, weights, real }) => {
      expect(real.length).toBe(z.length);
      z.forEach((value, i) => {
        weight += weights![i];
        square += weights![i] * value ** 2;
      });
      return new Float64Array(1);
    },
  });
  await compute(gradientMinimax, snapshot);
  expect(weight).toBeCloseTo(1, 12);
  expect(square).toBeCloseTo(1, 12);
});

test('it is absent where the gradient is not a number', async () => {
  const fake = { ...gaussiansApart(1), gradient: async () => Float64Array.of(Number.NaN) };
  expect(await compute(gradientMinimax, fake)).toEqual({ absent: 'the gradient is not finite' });
});
