import { expect, test } from 'vitest';
import { everyMode, ringOf } from '../../../test/support/mode-generators.js';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { ring } from '../../core/gan/targets/ring.js';
import { latentCollapse } from './latent-collapse.js';

const target = ring.create({ modes: 8, radius: 1, std: 0.01 });

test('at p_g = p_data it is 1, within the noise of the mode with the most samples', async () => {
  const measured = await numberOf(latentCollapse, { target, G: ringOf(target, everyMode(8)) });
  expect(Math.abs(measured - 1)).toBeLessThan(5 * Math.sqrt((2 * 8) / 2500));
});

test('on m of 8 modes it is 8 / m', async () => {
  for (const m of [1, 2, 4]) {
    const measured = await numberOf(latentCollapse, { target, G: ringOf(target, everyMode(m)) });
    expect(Math.abs(measured / (8 / m) - 1)).toBeLessThan(0.2);
  }
});

test('a constant generator has the largest value, one more spread out than the data has less than 1', async () => {
  // The data's largest ball has a share of about 0.15.
  expect(await numberOf(latentCollapse, { target, G: () => [0.3, 0] })).toBeGreaterThan(6);
  expect(await numberOf(latentCollapse, { target, G: (z) => z })).toBeLessThan(0.1);
});

test('the radius is in units of the target’s scale', async () => {
  const halves = { target, G: ([a]: readonly number[]) => [a < 0 ? 0 : 0.05, 0] };
  const near = await numberOf(latentCollapse, halves, { radius: 3 });
  const far = await numberOf(latentCollapse, halves, { radius: 6 });
  expect(far / near).toBeGreaterThan(1.7);
});

test('one sample of each gives 1; NaN is absent', async () => {
  expect(await numberOf(latentCollapse, { target, G: () => [0, 0], samples: 1 })).toBe(1);
  expect(await compute(latentCollapse, { target, G: () => [0, Number.NaN] })).toHaveProperty('absent');
});
