import { expect, test } from 'vitest';
import { shiftedBy, unitGaussian as target } from '../../../test/support/gaussians.js';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { gaussianTarget } from '../../core/gan/targets/gaussian.js';
import { hellinger } from './hellinger.js';

test('hellinger is 0 at q = p', async () => {
  expect(await numberOf(hellinger, { target, G: shiftedBy(0) })).toBeCloseTo(0, 6);
});

test.each([0.5, 1, 4])('hellinger of Gaussians %d apart is sqrt(1 - exp(-d^2/8))', async (d) => {
  const expected = Math.sqrt(1 - Math.exp((-d * d) / 8));
  expect(await numberOf(hellinger, { target, G: shiftedBy(d) })).toBeCloseTo(expected, 9);
});

test('hellinger in the plane is that of the line within 1 %', async () => {
  const plane = gaussianTarget.create({ mean: 0, std: [1, 3] });
  const expected = Math.sqrt(1 - Math.exp(-1 / 8));
  const measured = await numberOf(hellinger, { target: plane, G: ([a, b]) => [a + 1, 3 * b] });
  expect(Math.abs(measured / expected - 1)).toBeLessThan(0.01);
});

test('hellinger of a constant generator is 1, as of disjoint supports', async () => {
  expect(await numberOf(hellinger, { target, G: () => [0] })).toBeCloseTo(1, 9);
});

test('hellinger is absent where the output is not a number', async () => {
  expect(await compute(hellinger, { target, G: () => [Number.NaN] })).toHaveProperty('absent');
});
