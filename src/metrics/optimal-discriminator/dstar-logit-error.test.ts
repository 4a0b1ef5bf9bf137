import { expect, test } from 'vitest';
import { optimalScore, shiftedBy, unitGaussian as target } from '../../../test/support/gaussians.js';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { dstarLogitError } from './dstar-logit-error.js';

const regions = ['overlap', 'data-only', 'generator-only'];

test.each(regions)('dstar-logit-error is 0 at D* in the region %s', async (region) => {
  const fake = { target, G: shiftedBy(4), D: optimalScore(4) };
  expect(await numberOf(dstarLogitError, fake, { region })).toBeCloseTo(0, 9);
});

test('in the overlap it is the distance of the logits', async () => {
  const D = ([x]: readonly number[]) => optimalScore(4)([x]) - 0.7;
  expect(await numberOf(dstarLogitError, { target, G: shiftedBy(4), D })).toBeCloseTo(0.7, 9);
});

test('outside the overlap it is the distance of the probabilities', async () => {
  // D = 1/4 everywhere, and D* all but 1 or 0.
  const fake = { target, G: shiftedBy(30), D: () => -Math.log(3) };
  expect(await numberOf(dstarLogitError, fake, { region: 'data-only' })).toBeCloseTo(0.75, 9);
  expect(await numberOf(dstarLogitError, fake, { region: 'generator-only' })).toBeCloseTo(0.25, 9);
});

test('it is absent in a region without mass', async () => {
  expect(await compute(dstarLogitError, { target, G: shiftedBy(30) })).toEqual({
    absent: 'p and q have no mass in the region overlap',
  });
  const same = { target, G: shiftedBy(0) };
  expect(await compute(dstarLogitError, same, { region: 'data-only' })).toHaveProperty('absent');
  expect(await compute(dstarLogitError, { target, G: () => [Number.NaN] })).toHaveProperty('absent');
});
