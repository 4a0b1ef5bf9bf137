import { expect, test } from 'vitest';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { gaussianTarget } from '../../core/gan/targets/gaussian.js';
import { ndbJs } from './ndb-js.js';

const target = gaussianTarget.create({ mean: [0, 1], std: [1, 2] });
const same = ([a, b]: readonly number[]) => [a, 1 + 2 * b];

test('at q = p it is the noise of two samples, (K - 1)/(4 n) in the mean', async () => {
  let sum = 0;
  for (let seed = 1; seed <= 3; seed++) sum += await numberOf(ndbJs, { target, G: same, seed });
  // 4 n JS is nearly a chi-squared of K - 1 = 99 degrees of freedom.
  expect(Math.abs((sum / 3) * 4 * 2500 - 99)).toBeLessThan((5 * Math.sqrt(2 * 99)) / Math.sqrt(3) + 5);
});

test('of a G in other bins than the data it is ln 2', async () => {
  expect(await numberOf(ndbJs, { target, G: ([a]) => [50 + a, 0] }, { bins: 60 })).toBeGreaterThan(0.6);
  expect(await numberOf(ndbJs, { target, G: () => [50, 0] }, { bins: 60 })).toBeLessThanOrEqual(Math.LN2);
});

test('of a constant generator in two bins of equal mass it is that of a point and a fair coin', async () => {
  const measured = await numberOf(ndbJs, { target, G: () => [0, 9] }, { bins: 2 });
  const m = (share: number) =>
    share * Math.log(share / ((share + 1) / 2)) + (1 - share) * Math.LN2 + Math.log(2 / (1 + share));
  expect(measured).toBeGreaterThan(m(0.65) / 2);
  expect(measured).toBeLessThan(m(0.35) / 2);
});

test('it is absent with too few samples, and where the output is not a number', async () => {
  expect(await compute(ndbJs, { target, G: same, samples: 100 })).toEqual({ absent: 'needs 200 samples, got 100' });
  expect(await compute(ndbJs, { target, G: () => [0, Number.NaN] })).toHaveProperty('absent');
});
