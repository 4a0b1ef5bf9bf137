import { expect, test } from 'vitest';
import { golden, goldenFake } from '../../../test/support/golden-clouds.js';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { gaussianTarget } from '../../core/gan/targets/gaussian.js';
import { mmd } from './mmd.js';

const target = gaussianTarget.create({ mean: 0, std: 1 });

test('of samples in the plane it is numpy’s', async () => {
  const measured = await numberOf(mmd, goldenFake, { bandwidth: 0.7 });
  expect(measured).toBeCloseTo(golden['mmd, bandwidth 0.7'], 10);
});

test('the default bandwidth is the median distance in the data', async () => {
  const bandwidth = golden['median distance in the data'];
  expect(await numberOf(mmd, goldenFake)).toBeCloseTo(await numberOf(mmd, goldenFake, { bandwidth }), 10);
});

test('at q = p it is 0 in the mean: unbiased', async () => {
  const measured = [];
  for (let seed = 1; seed <= 30; seed++)
    measured.push(await numberOf(mmd, { target, G: (z) => z, samples: 300, seed }));
  const mean = measured.reduce((sum, value) => sum + value, 0) / 30;
  const spread = Math.sqrt(measured.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 29);
  expect(Math.abs(mean)).toBeLessThan((5 * spread) / Math.sqrt(30));
  expect(measured.some((value) => value < 0)).toBe(true);
});

test('of Gaussians d apart it is 2 (1 - exp(-d^2 / (2 (2 + b^2)))) b / sqrt(2 + b^2)', async () => {
  const [d, b] = [1.5, 0.8];
  const expected = 2 * (1 - Math.exp((-d * d) / (2 * (2 + b * b)))) * (b / Math.sqrt(2 + b * b));
  const measured = await numberOf(mmd, { target, G: ([z]) => [z + d] }, { bandwidth: b });
  // Means of kernels, which are in [0, 1].
  expect(Math.abs(measured - expected)).toBeLessThan(5 / Math.sqrt(2500));
});

test('of a constant generator far away it is 1 plus the data’s mean kernel; without spread it is absent', async () => {
  const measured = await numberOf(mmd, { target, G: () => [99] }, { bandwidth: 1 });
  expect(Math.abs(measured - (1 + 1 / Math.sqrt(3)))).toBeLessThan(0.05);
  const given = { generated: Float64Array.of(1, 2), real: Float64Array.of(3, 3) };
  expect(await compute(mmd, { target, G: (z) => z, given })).toHaveProperty('absent');
  expect(await compute(mmd, { target, G: () => [Number.NaN] })).toHaveProperty('absent');
});

test('p-values are uniform at q = p, and small where two samples differ', async () => {
  const p = (shift: number, seed: number) =>
    numberOf(mmd, { target, G: ([z]) => [z + shift], samples: 40, seed }, { statistic: 'p-value' });
  const values = [];
  for (let seed = 1; seed <= 60; seed++) values.push(await p(0, seed));
  const mean = values.reduce((sum, value) => sum + value, 0) / 60;
  // Uniform on 1 / 200, ..., 1: its mean is 201 / 400, its variance about 1 / 12.
  expect(Math.abs(mean - 201 / 400)).toBeLessThan(5 * Math.sqrt(1 / 12 / 60));
  expect(values.filter((value) => value <= 0.25).length).toBeLessThan(15 + 5 * Math.sqrt(60 * 0.25 * 0.75));
  for (const seed of [1, 2, 3]) expect(await p(2, seed)).toBe(1 / 200);
  const same = { generated: Float64Array.of(1, 2, 3), real: Float64Array.of(1, 2, 3) };
  expect(await numberOf(mmd, { target, G: (z) => z, given: same }, { statistic: 'p-value' })).toBeGreaterThan(0.5);
});

test('of data whose rows are mostly equal, the reason names the median distance, not a lack of spread', async () => {
  const given = { generated: Float64Array.of(1, 2, 3, 4, 5), real: Float64Array.of(0, 0, 0, 0, 1.3) };
  expect(await compute(mmd, { target, G: (z) => z, given })).toEqual({
    absent: 'the median squared distance in the data is 0: set bandwidth',
  });
});

test('p-values say nothing against q = p where the square of the width underflows', async () => {
  const given = { generated: Float64Array.of(0, 1, 2, 3), real: Float64Array.of(0.5, 1.5, 2.5, 3.5) };
  const options = { statistic: 'p-value', bandwidth: 1e-170 };
  expect(await numberOf(mmd, { target, G: (z) => z, given }, options)).toBe(1); // all rows differ: every kernel between them is 0
});
