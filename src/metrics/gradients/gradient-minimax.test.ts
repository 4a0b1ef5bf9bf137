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

/** A snapshot whose gradient at z has these coordinates. */
const withGradient = (...of: readonly ((z: number) => number)[]) =>
  fakeSnapshot({
    ...gaussiansApart(1),
    gradient: async (_, { z, weights, real }) => {
      expect(real.length).toBe(z.length);
      return Float64Array.from(of, (f) => z.reduce((sum, at, i) => sum + weights![i] * f(at), 0));
    },
  });

test('the points and weights of z integrate 1 and z^2 exactly', async () => {
  expect(
    await numberOf(
      gradientMinimax,
      withGradient(() => 1),
    ),
  ).toBeCloseTo(1, 12);
  expect(
    await numberOf(
      gradientMinimax,
      withGradient((z) => z ** 2),
    ),
  ).toBeCloseTo(1, 12);
});

// E 1 / cosh^2((z - .3) / w) and E[z > .3], scipy.integrate.quad and norm.sf; the first is 2 w phi(.3) for small w.
test.each<[string, (z: number) => number, number]>([
  ['a peak of width 1e-3', (z) => Math.cosh((z - 0.3) * 1e3) ** -2, 7.62775345473467e-4],
  ['a peak of width 1e-2', (z) => Math.cosh((z - 0.3) * 100) ** -2, 7.62747088369031e-3],
  ['a jump', (z) => (z > 0.3 ? 1 : 0), 0.3820885778110474],
])('%s among the points of z is found, and the estimator states the error', async (_, f, exact) => {
  const snapshot = withGradient(() => 0, f);
  expect((await numberOf(gradientMinimax, snapshot)) / exact).toBeCloseTo(1, 9);
  const text = await gradientMinimax.estimator(snapshot, {});
  expect(text).toMatch(/^quadrature over z, [0-9]+ points: relative error about [0-9]e-1[0-9]$/);
});

test('it is absent where the gradient is not a number', async () => {
  const fake = { ...gaussiansApart(1), gradient: async () => Float64Array.of(Number.NaN) };
  expect(await compute(gradientMinimax, fake)).toEqual({ absent: 'the gradient is not finite' });
});
