import { expect, test } from 'vitest';
import { gaussian } from '../../core/targets/gaussian.js';
import { golden, goldenFake } from '../shared/testing/golden.js';
import { numberOf, read } from '../testing.js';
import { mmd } from './mmd.js';

const target = gaussian.create({ mean: 0, std: 1 });

test('of samples in the plane it is numpy’s', async () => {
  const reading = await numberOf(mmd, goldenFake, { bandwidth: 0.7 });
  expect(reading).toBeCloseTo(golden['mmd, bandwidth 0.7'], 10);
});

test('its bandwidth is the median distance in the data', async () => {
  const bandwidth = golden['median distance in the data'];
  expect(await numberOf(mmd, goldenFake)).toBeCloseTo(await numberOf(mmd, goldenFake, { bandwidth }), 10);
});

test('at p_g = p_data it is 0 in the mean: not biased upwards', async () => {
  const readings = [];
  for (let seed = 1; seed <= 30; seed++)
    readings.push(await numberOf(mmd, { target, G: (z) => z, samples: 300, seed }));
  const mean = readings.reduce((sum, value) => sum + value, 0) / 30;
  const spread = Math.sqrt(readings.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 29);
  expect(Math.abs(mean)).toBeLessThan((5 * spread) / Math.sqrt(30));
  expect(readings.some((value) => value < 0)).toBe(true);
});

test('of Gaussians d apart it is 2 (1 - exp(-d^2 / (2 (2 + b^2)))) b / sqrt(2 + b^2)', async () => {
  const [d, b] = [1.5, 0.8];
  const expected = 2 * (1 - Math.exp((-d * d) / (2 * (2 + b * b)))) * (b / Math.sqrt(2 + b * b));
  const reading = await numberOf(mmd, { target, G: ([z]) => [z + d] }, { bandwidth: b });
  // Means of kernels, which are in [0, 1].
  expect(Math.abs(reading - expected)).toBeLessThan(5 / Math.sqrt(2500));
});

test('of a constant generator far away it is 1 and what the data spreads; without spread it is absent', async () => {
  const reading = await numberOf(mmd, { target, G: () => [99] }, { bandwidth: 1 });
  expect(Math.abs(reading - (1 + 1 / Math.sqrt(3)))).toBeLessThan(0.05);
  const given = { generated: Float64Array.of(1, 2), real: Float64Array.of(3, 3) };
  expect(await read(mmd, { target, G: (z) => z, given })).toHaveProperty('absent');
  expect(await read(mmd, { target, G: () => [Number.NaN] })).toHaveProperty('absent');
});
