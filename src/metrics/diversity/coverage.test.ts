import { expect, test } from 'vitest';
import { golden, goldenFake } from '../../../test/support/golden-clouds.js';
import { everyMode, ringOf } from '../../../test/support/mode-generators.js';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { ring } from '../../core/gan/targets/ring.js';
import { coverage } from './coverage.js';

const target = ring.create({ modes: 8, radius: 1, std: 0.01 });
const reference = { target, G: ringOf(target, everyMode(8)), samples: 1000 };
const one = { target, G: ringOf(target, [1]), samples: 1000 };

test('of samples in the plane it is scikit-learn’s, for each k', async () => {
  expect(await numberOf(coverage, goldenFake)).toBeCloseTo(golden['prdc, k = 5'].coverage, 12);
  expect(await numberOf(coverage, goldenFake, { k: 2 })).toBeCloseTo(golden['prdc, k = 2'].coverage, 12);
});

test('the data itself has 0.969 +- 0.009 at k = 5 and n = 1,000: 1 - 2^-k, not 1', async () => {
  let sum = 0;
  for (let seed = 1; seed <= 8; seed++) sum += await numberOf(coverage, { ...reference, seed });
  expect(Math.abs(sum / 8 - 0.96898)).toBeLessThan((5 * 0.009) / Math.sqrt(8));
});

test('a generator that collapsed onto one of eight modes covers an eighth', async () => {
  expect(Math.abs((await numberOf(coverage, one)) - 1 / 8)).toBeLessThan(5 * Math.sqrt(7 / 64 / 1000));
});

test('a constant generator covers the balls around it; NaN and two samples are absent', async () => {
  expect(await numberOf(coverage, { ...reference, G: () => [1, 0] })).toBeLessThan(0.05);
  expect(await compute(coverage, { ...reference, G: () => [Number.NaN, 0] })).toHaveProperty('absent');
  expect(await compute(coverage, { ...reference, samples: 2 })).toHaveProperty('absent');
});
