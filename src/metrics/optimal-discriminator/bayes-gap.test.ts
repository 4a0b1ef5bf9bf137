import { expect, test } from 'vitest';
import { gaussianTable, optimalScore, shiftedBy, unitGaussian as target } from '../../../test/support/gaussians.js';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { wasserstein } from '../../core/gan/losses/wasserstein.js';
import { ring } from '../../core/gan/targets/ring.js';
import { bayesGap } from './bayes-gap.js';

test('bayes-gap is 0 at D*, on a line and in the plane', async () => {
  expect(await numberOf(bayesGap, { target, G: shiftedBy(4), D: optimalScore(4) })).toBeCloseTo(0, 12);
  const plane = ring.create({ modes: 3, radius: 1, std: 0.1 });
  const constant = { target: plane, G: () => [5, 5], D: ([x]: readonly number[]) => (x === 5 ? -60 : 60) };
  expect(await numberOf(bayesGap, constant)).toBeCloseTo(0, 9);
});

test.each(gaussianTable)('bayes-gap of a constant D = 1/2 is 2 js: Gaussians $d apart', async ({ d, js }) => {
  expect(await numberOf(bayesGap, { target, G: shiftedBy(d), D: () => 0 })).toBeCloseTo(2 * js, 8);
});

test('bayes-gap of a D shifted by c where p = q is log cosh^2(c/2)', async () => {
  // -log 4 - E[log D(1 - D)], D = sigmoid(c).
  const measured = await numberOf(bayesGap, { target, G: shiftedBy(0), D: () => 1.3 });
  expect(measured).toBeCloseTo(2 * Math.log(Math.cosh(0.65)), 9);
});

test('bayes-gap is absent where the score is not a probability, or not a number', async () => {
  expect(await compute(bayesGap, { target, G: shiftedBy(1), loss: wasserstein })).toHaveProperty('absent');
  expect(await compute(bayesGap, { target, G: shiftedBy(1), D: () => Number.NaN })).toHaveProperty('absent');
});
