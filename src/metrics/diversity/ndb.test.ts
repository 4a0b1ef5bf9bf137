import { expect, test } from 'vitest';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { gaussianTarget } from '../../core/gan/targets/gaussian.js';
import { ndb } from './ndb.js';

const target = gaussianTarget.create({ mean: [0, 1], std: [1, 2] });
const same = ([a, b]: readonly number[]) => [a, 1 + 2 * b];

test('at q = p five of a hundred bins differ', async () => {
  let sum = 0;
  for (let seed = 1; seed <= 3; seed++) sum += await numberOf(ndb, { target, G: same, seed });
  expect(Math.abs(sum / 3 - 5)).toBeLessThan(5 * Math.sqrt((100 * 0.05 * 0.95) / 3));
});

test('at a stricter level fewer bins differ', async () => {
  const shifted = { target, G: ([a, b]: readonly number[]) => [a + 0.5, 1 + 2 * b] };
  const usual = await numberOf(ndb, shifted);
  expect(usual).toBeGreaterThan(15);
  expect(await numberOf(ndb, shifted, { level: 1e-6 })).toBeLessThan(usual / 2);
});

test('with a G on one half of the data, nearly all bins differ', async () => {
  expect(await numberOf(ndb, { target, G: ([a, b]) => [Math.abs(a), 1 + 2 * b] }, { bins: 10 })).toBeGreaterThanOrEqual(
    8,
  );
});

test('with a constant generator every bin differs; too few samples and NaN are absent', async () => {
  expect(await numberOf(ndb, { target, G: () => [0, 1] }, { bins: 10 })).toBe(10);
  expect(await compute(ndb, { target, G: same, samples: 100 })).toEqual({ absent: 'needs 200 samples, got 100' });
  expect(await compute(ndb, { target, G: () => [0, Number.NaN] })).toHaveProperty('absent');
});
