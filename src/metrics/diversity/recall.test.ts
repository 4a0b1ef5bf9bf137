import { expect, test } from 'vitest';
import { golden, goldenFake } from '../../../test/support/golden-clouds.js';
import { everyMode, ringOf } from '../../../test/support/mode-generators.js';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { ring } from '../../core/gan/targets/ring.js';
import { recall } from './recall.js';

const target = ring.create({ modes: 8, radius: 1, std: 0.01 });
const reference = { target, G: ringOf(target, everyMode(8)), samples: 1000 };
const one = { target, G: ringOf(target, [1]), samples: 1000 };

test('of samples in the plane it is scikit-learn’s, for each k', async () => {
  expect(await numberOf(recall, goldenFake)).toBeCloseTo(golden['prdc, k = 5'].recall, 12);
  expect(await numberOf(recall, goldenFake, { k: 2 })).toBeCloseTo(golden['prdc, k = 2'].recall, 12);
});

test('the data itself has nearly 1; a generator that collapsed onto one of eight modes has an eighth', async () => {
  expect(await numberOf(recall, reference)).toBeGreaterThan(0.95);
  expect(Math.abs((await numberOf(recall, one)) - 1 / 8)).toBeLessThan(5 * Math.sqrt(7 / 64 / 1000));
});

test('a constant generator has 0', async () => {
  expect(await numberOf(recall, { ...reference, G: () => [1, 0] })).toBe(0);
});

test('it is absent with too few samples, and where the output is not a number', async () => {
  expect(await compute(recall, { ...reference, samples: 1 })).toEqual({ absent: 'needs 6 samples, got 1' });
  expect(await compute(recall, { ...reference, G: () => [Number.NaN, 0] })).toHaveProperty('absent');
});
