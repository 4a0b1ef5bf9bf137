import { expect, test } from 'vitest';
import { golden, goldenFake } from '../../../test/support/golden-clouds.js';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { gaussianTarget } from '../../core/gan/targets/gaussian.js';
import { pairwiseDistance } from './pairwise-distance.js';

const target = gaussianTarget.create({ mean: 0, std: 1 });

test('of samples in the plane it is scipy’s', async () => {
  expect(await numberOf(pairwiseDistance, goldenFake)).toBeCloseTo(golden['pairwise-distance'], 10);
});

test('of a Gaussian it is 2 std / sqrt(pi)', async () => {
  const measured = await numberOf(pairwiseDistance, { target, G: ([z]) => [3 * z] });
  expect(Math.abs(measured - 6 / Math.sqrt(Math.PI))).toBeLessThan((5 * 3) / 50);
});

test('a constant generator has 0; one sample and NaN are absent', async () => {
  expect(await numberOf(pairwiseDistance, { target, G: () => [3] })).toBe(0);
  expect(await compute(pairwiseDistance, { target, G: () => [3], samples: 1 })).toHaveProperty('absent');
  expect(await compute(pairwiseDistance, { target, G: () => [Number.NaN] })).toHaveProperty('absent');
});
