import { expect, test } from 'vitest';
import { optimalScore, shiftedBy, unitGaussian as target } from '../../../test/support/gaussians.js';
import { compute, fakeSnapshot, numberOf } from '../../../test/support/snapshots.js';
import { calibration } from './calibration.js';

test('D* is calibrated, and so is a constant D = 1/2', async () => {
  expect(await numberOf(calibration, { target, G: shiftedBy(2), D: optimalScore(2) })).toBeCloseTo(0, 9);
  expect(await numberOf(calibration, { target, G: shiftedBy(2), D: () => 0 })).toBeCloseTo(0, 9);
});

test('D = 0.9 where half is data has an error of 0.4', async () => {
  expect(await numberOf(calibration, { target, G: shiftedBy(0), D: () => Math.log(9) })).toBeCloseTo(0.4, 9);
});

test('errors of opposite sign do not cancel between bins, but within one', async () => {
  // D is 0.9 on half of the mass and 0.1 on the other; the share of data is 1/2 everywhere.
  const D = ([x]: readonly number[]) => Math.sign(x) * Math.log(9);
  expect(await numberOf(calibration, { target, G: shiftedBy(0), D })).toBeCloseTo(0.4, 6);
  expect(await numberOf(calibration, { target, G: shiftedBy(0), D }, { bins: 1 })).toBeCloseTo(0, 6);
});

test('calibration is absent where the output or a score is not a number', async () => {
  expect(await compute(calibration, { target, G: () => [Number.NaN] })).toHaveProperty('absent');
  expect(await compute(calibration, { target, G: () => [3], D: () => Number.NaN })).toHaveProperty('absent');
});

test('its curve has one row per bin: mean D, share of data, mass; NaN in a bin without mass', async () => {
  const D = ([x]: readonly number[]) => Math.sign(x) * Math.log(9);
  const rows = await calibration.vector!.compute(fakeSnapshot({ target, G: shiftedBy(0), D }), { bins: 4 });
  if ('absent' in rows) throw new Error(rows.absent);
  expect(rows.shape).toEqual([4, 3]);
  const rounded = Array.from(rows.data, (value) => Math.round(1e6 * value) / 1e6);
  expect(rounded).toEqual([0.1, 0.5, 0.5, Number.NaN, Number.NaN, 0, Number.NaN, Number.NaN, 0, 0.9, 0.5, 0.5]);
});
