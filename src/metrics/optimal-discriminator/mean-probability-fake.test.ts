import { expect, test } from 'vitest';
import {
  gaussianTable,
  meanOptimal,
  optimalScore,
  shiftedBy,
  unitGaussian as target,
} from '../../../test/support/gaussians.js';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { meanProbabilityFake } from './mean-probability-fake.js';

test('it is 1/2 at p_g = p_data and D*', async () => {
  expect(await numberOf(meanProbabilityFake, { target, G: shiftedBy(0), D: () => 0 })).toBeCloseTo(0.5, 12);
});

test.each([...gaussianTable.entries()])('at D* it is E_q[D*]: row %d', async (row, { d }) => {
  const reading = await numberOf(meanProbabilityFake, { target, G: shiftedBy(d), D: optimalScore(d) });
  expect(reading).toBeCloseTo(meanOptimal[row], 6);
});

test('a constant generator is read where it is', async () => {
  const D = ([x]: readonly number[]) => (x === 2 ? -Math.log(4) : 9);
  expect(await numberOf(meanProbabilityFake, { target, G: () => [2], D })).toBeCloseTo(0.2, 9);
});

test('it is absent where a score is not a number', async () => {
  expect(await compute(meanProbabilityFake, { target, G: shiftedBy(1), D: () => Number.NaN })).toHaveProperty('absent');
});
