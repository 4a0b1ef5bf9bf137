import { expect, test } from 'vitest';
import { golden, goldenFake } from '../../../test/support/golden-clouds.js';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { gaussianTarget } from '../../core/gan/targets/gaussian.js';
import { slicedWasserstein } from './sliced-wasserstein.js';

const plane = gaussianTarget.create({ mean: 0, std: [1, 0.5] });

test('of samples in the plane it is numpy’s', async () => {
  const measured = await numberOf(slicedWasserstein, goldenFake, { directions: 10 });
  expect(measured).toBeCloseTo(golden['sliced-wasserstein, 10 directions'], 10);
  expect(measured).toBeCloseTo(golden.POT['sliced-wasserstein, 10 directions'], 10);
});

test('at q = p it is sampling noise', async () => {
  const measured = await numberOf(slicedWasserstein, { target: plane, G: ([a, b]) => [a, b / 2] });
  expect(measured).toBeLessThan(5 / Math.sqrt(2500));
  expect(measured).toBeGreaterThan(0);
});

test('of a shift it is the shift over sqrt d, in the plane and in five dimensions', async () => {
  const shifted = await numberOf(slicedWasserstein, { target: plane, G: ([a, b]) => [a + 3, b / 2 + 4] });
  expect(Math.abs(shifted - 5 / Math.SQRT2)).toBeLessThan(0.1);
  const five = gaussianTarget.create({ mean: 0, std: 1, dim: 5 });
  const G = (z: readonly number[]) => z.map((value, i) => (i === 2 ? value + 6 : value));
  const measured = await numberOf(slicedWasserstein, { target: five, G, samples: 500 }, { directions: 2000 });
  // (6 u)^2 has mean 36/5 and, over directions, a standard deviation of 36 sqrt(8/175).
  expect(Math.abs(measured ** 2 - 36 / 5)).toBeLessThan((5 * 36 * Math.sqrt(8 / 175)) / Math.sqrt(2000) + 0.3);
});

test('on a line it is the distance between sorted samples, of one and of several', async () => {
  const target = gaussianTarget.create({ mean: 0, std: 1 });
  const given = { generated: Float64Array.of(5, 1, 3), real: Float64Array.of(0, 2, 1) };
  expect(await numberOf(slicedWasserstein, { target, G: (z) => z, given })).toBeCloseTo(Math.sqrt((1 + 4 + 9) / 3), 12);
  const one = { generated: Float64Array.of(-2), real: Float64Array.of(1) };
  expect(await numberOf(slicedWasserstein, { target, G: (z) => z, given: one })).toBe(3);
});

test('it is absent where the output is not a number', async () => {
  expect(await compute(slicedWasserstein, { target: plane, G: () => [0, Number.NaN] })).toHaveProperty('absent');
});
