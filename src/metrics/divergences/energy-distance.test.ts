import { expect, test } from 'vitest';
import { golden, goldenFake } from '../../../test/support/golden-clouds.js';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { gaussianTarget } from '../../core/gan/targets/gaussian.js';
import { energyDistance } from './energy-distance.js';

const target = gaussianTarget.create({ mean: 0, std: 1 });

test('of samples in the plane it is numpy’s', async () => {
  expect(await numberOf(energyDistance, goldenFake)).toBeCloseTo(golden['energy-distance'], 10);
});

test('at q = p it is 0 in the mean: unbiased', async () => {
  const values = [];
  for (let seed = 1; seed <= 30; seed++)
    values.push(await numberOf(energyDistance, { target, G: (z) => z, samples: 300, seed }));
  const mean = values.reduce((sum, value) => sum + value, 0) / 30;
  const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 29);
  expect(Math.abs(mean)).toBeLessThan((5 * spread) / Math.sqrt(30));
  expect(values.some((value) => value < 0)).toBe(true);
});

test('of Gaussians far apart it is twice the shift minus their mean pair distances', async () => {
  // E|X - Y| = d far apart, E|X - X'| = 2 / sqrt(pi).
  const measured = await numberOf(energyDistance, { target, G: ([z]) => [z + 30] });
  expect(Math.abs(measured - (60 - 4 / Math.sqrt(Math.PI)))).toBeLessThan(10 * Math.sqrt(2 / 2500));
});

test('of a constant generator only the data’s pair distance is subtracted; one sample is absent', async () => {
  const measured = await numberOf(energyDistance, { target, G: () => [30] });
  expect(Math.abs(measured - (60 - 2 / Math.sqrt(Math.PI)))).toBeLessThan(10 / 50);
  expect(await compute(energyDistance, { target, G: () => [30], samples: 1 })).toEqual({
    absent: 'needs 2 samples, got 1',
  });
  expect(await compute(energyDistance, { target, G: () => [Number.NaN] })).toHaveProperty('absent');
});
