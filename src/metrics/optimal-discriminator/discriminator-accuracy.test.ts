import { expect, test } from 'vitest';
import { optimalScore, shiftedBy, unitGaussian as target } from '../../../test/support/gaussians.js';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { leastSquares } from '../../core/gan/losses/least-squares.js';
import { wasserstein } from '../../core/gan/losses/wasserstein.js';
import { normalCdf } from '../../core/math/special/special.js';
import { discriminatorAccuracy } from './discriminator-accuracy.js';

test('a constant D, and any D where p = q, is right half the time', async () => {
  expect(await numberOf(discriminatorAccuracy, { target, G: shiftedBy(3), D: () => 0 })).toBeCloseTo(0.5, 12);
  const D = ([x]: readonly number[]) => x;
  expect(await numberOf(discriminatorAccuracy, { target, G: shiftedBy(0), D })).toBeCloseTo(0.5, 12);
});

test('D* is right Phi(d/2) of the time, its opposite the rest', async () => {
  const D = optimalScore(2);
  expect(await numberOf(discriminatorAccuracy, { target, G: shiftedBy(2), D })).toBeCloseTo(normalCdf(1), 3);
  const wrong = ([x]: readonly number[]) => -D([x]);
  expect(await numberOf(discriminatorAccuracy, { target, G: shiftedBy(2), D: wrong })).toBeCloseTo(normalCdf(-1), 3);
});

test('the neutral score is the loss’s own', async () => {
  // Least squares: 1/2 between the targets 0 and 1.
  const D = ([x]: readonly number[]) => (x < 15 ? 0.6 : 0.4);
  const fake = { target, G: shiftedBy(30), D, loss: leastSquares };
  expect(await numberOf(discriminatorAccuracy, { ...fake, lossOptions: { real: 1, fake: 0 } })).toBeCloseTo(1, 9);
  expect(await numberOf(discriminatorAccuracy, { ...fake, lossOptions: { real: 2, fake: 0 } })).toBeCloseTo(0.5, 9);
});

test('it is absent where the loss has no optimum, or a score is not a number', async () => {
  expect(await compute(discriminatorAccuracy, { target, G: shiftedBy(1), loss: wasserstein })).toMatchObject({
    absent: expect.stringContaining('wasserstein has no neutral score'),
  });
  expect(await compute(discriminatorAccuracy, { target, G: () => [0], D: () => Number.NaN })).toHaveProperty('absent');
});
