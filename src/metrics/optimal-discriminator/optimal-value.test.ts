import { expect, test } from 'vitest';
import { gaussianTable, shiftedBy, unitGaussian as target } from '../../../test/support/gaussians.js';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { optimalValue } from './optimal-value.js';

test('optimal-value is -log 4 at q = p', async () => {
  expect(await numberOf(optimalValue, { target, G: shiftedBy(0) })).toBeCloseTo(-1.386294, 6);
});

test.each(gaussianTable)('optimal-value is $optimalValue for Gaussians $d apart', async (row) => {
  expect(await numberOf(optimalValue, { target, G: shiftedBy(row.d) })).toBeCloseTo(row.optimalValue, 8);
});

test('optimal-value of a constant generator is 0, as of disjoint supports', async () => {
  expect(await numberOf(optimalValue, { target, G: () => [0] })).toBeCloseTo(0, 12);
});

test('optimal-value is absent where the output is not a number', async () => {
  expect(await compute(optimalValue, { target, G: () => [Number.NaN] })).toHaveProperty('absent');
});
