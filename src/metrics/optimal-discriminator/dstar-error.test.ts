import { expect, test } from 'vitest';
import { optimalScore, shiftedBy, unitGaussian as target } from '../../../test/support/gaussians.js';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { wasserstein } from '../../core/gan/losses/wasserstein.js';
import { gaussianTarget } from '../../core/gan/targets/gaussian.js';
import { normalCdf } from '../../core/math/special/special.js';
import { dstarError } from './dstar-error.js';

test('dstar-error is 0 at D*', async () => {
  const measured = await numberOf(dstarError, { target, G: shiftedBy(2), D: optimalScore(2) });
  expect(measured).toBeCloseTo(0, 12);
});

test('dstar-error of D = 1/2 is half the total variation', async () => {
  // (p + q)/2 |1/2 - p/(p + q)| = |p - q|/4, and TV = 2 Phi(d/2) - 1.
  const measured = await numberOf(dstarError, { target, G: shiftedBy(1), D: () => 0 });
  expect(measured).toBeCloseTo((2 * normalCdf(0.5) - 1) / 2, 4);
});

test('dstar-error of a D that swaps data and samples is almost 1', async () => {
  const wrong = ([x]: readonly number[]) => -optimalScore(8)([x]);
  expect(await numberOf(dstarError, { target, G: shiftedBy(8), D: wrong })).toBeGreaterThan(0.999);
});

test('on an atom D* is 0', async () => {
  // D* is 1 on p and 0 on the atom: D = 1/2 is off by 1/2 everywhere.
  expect(await numberOf(dstarError, { target, G: () => [0], D: () => 0 })).toBeCloseTo(0.5, 9);
  const seen = ([x]: readonly number[]) => (Math.abs(x) < 1e-9 ? -50 : 50);
  expect(await numberOf(dstarError, { target, G: () => [0], D: seen })).toBeCloseTo(0, 9);
});

test('dstar-error in the plane is that of the line within 1 %', async () => {
  const plane = gaussianTarget.create({ mean: 0, std: [1, 3] });
  const G = ([a, b]: readonly number[]) => [a + 1, 3 * b];
  expect(await numberOf(dstarError, { target: plane, G, D: optimalScore(1) })).toBeLessThan(0.005);
  const half = (2 * normalCdf(0.5) - 1) / 2;
  expect(Math.abs((await numberOf(dstarError, { target: plane, G, D: () => 0 })) / half - 1)).toBeLessThan(0.01);
});

test('dstar-error is absent where the score is not a probability, or not a number', async () => {
  expect(await compute(dstarError, { target, G: shiftedBy(1), loss: wasserstein })).toEqual({
    absent: 'the score of wasserstein is not a probability',
  });
  expect(await compute(dstarError, { target, G: shiftedBy(1), D: () => Number.NaN })).toHaveProperty('absent');
  expect(await compute(dstarError, { target, G: () => [Number.NaN] })).toHaveProperty('absent');
});
