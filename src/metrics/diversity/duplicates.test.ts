import { expect, test } from 'vitest';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { gaussianTarget } from '../../core/gan/targets/gaussian.js';
import { duplicates } from './duplicates.js';

const target = gaussianTarget.create({ mean: [0, 0], std: [2, 0.5] });

test('the data has no duplicates', async () => {
  expect(await numberOf(duplicates, { target, G: ([a, b]) => [2 * a, b / 2] })).toBe(0);
});

test('an atom of mass m gives a share m', async () => {
  const measured = await numberOf(duplicates, { target, G: ([a, b]) => (a < 0 ? [1, 1] : [a, b]) });
  expect(Math.abs(measured - 0.5)).toBeLessThan(5 * Math.sqrt(0.25 / 2500));
});

test('distances are in units of the target’s scale, its smallest standard deviation', async () => {
  const given = { generated: Float64Array.of(0, 0, 0, 0.04, 5, 5), real: new Float64Array(6) };
  const fake = { target, G: (z: readonly number[]) => z, given };
  expect(await numberOf(duplicates, fake)).toBe(0);
  expect(await numberOf(duplicates, fake, { within: 0.1 })).toBeCloseTo(2 / 3, 12);
  expect(await numberOf(duplicates, fake, { within: 0.07 })).toBe(0);
});

test('a constant generator has 1, one sample 0; NaN is absent', async () => {
  expect(await numberOf(duplicates, { target, G: () => [1, 1] }, { within: 0 })).toBe(1);
  expect(await numberOf(duplicates, { target, G: () => [1, 1], samples: 1 })).toBe(0);
  expect(await compute(duplicates, { target, G: () => [Number.NaN, 1] })).toHaveProperty('absent');
});
