import { expect, test } from 'vitest';
import {
  gaussianTable,
  meanOptimal,
  optimalScore,
  shiftedBy,
  unitGaussian as target,
} from '../../../test/support/gaussians.js';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { meanProbabilityReal } from './mean-probability-real.js';

test('it is 1/2 at p_g = p_data and D*', async () => {
  expect(await numberOf(meanProbabilityReal, { target, G: shiftedBy(0), D: () => 0 })).toBeCloseTo(0.5, 12);
});

test.each([...gaussianTable.entries()])('at D* it is 1 - E_q[D*]: row %d', async (row, { d }) => {
  const reading = await numberOf(meanProbabilityReal, { target, G: shiftedBy(d), D: optimalScore(d) });
  expect(reading).toBeCloseTo(1 - meanOptimal[row], 6);
});

test('a constant generator does not change what D says of the data', async () => {
  const D = ([x]: readonly number[]) => (x === 2 ? -99 : Math.log(4));
  expect(await numberOf(meanProbabilityReal, { target, G: () => [2], D })).toBeCloseTo(0.8, 9);
});

test('it is absent where a score is not a number', async () => {
  expect(await compute(meanProbabilityReal, { target, G: shiftedBy(1), D: () => Number.NaN })).toHaveProperty('absent');
});
