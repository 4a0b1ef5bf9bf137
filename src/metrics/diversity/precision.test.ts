import { expect, test } from 'vitest';
import { golden, goldenFake } from '../../../test/support/golden-clouds.js';
import { everyMode, ringOf } from '../../../test/support/mode-generators.js';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { ring } from '../../core/gan/targets/ring.js';
import { precision } from './precision.js';

const target = ring.create({ modes: 8, radius: 1, std: 0.01 });
const reference = { target, G: ringOf(target, everyMode(8)), samples: 1000 };
const one = { target, G: ringOf(target, [1]), samples: 1000 };

test('of samples in the plane it is scikit-learn’s, for each k', async () => {
  expect(await numberOf(precision, goldenFake)).toBeCloseTo(golden['prdc, k = 5'].precision, 12);
  expect(await numberOf(precision, goldenFake, { k: 2 })).toBeCloseTo(golden['prdc, k = 2'].precision, 12);
});

test('the data itself has nearly 1, and so has a generator that collapsed onto one mode', async () => {
  expect(await numberOf(precision, reference)).toBeGreaterThan(0.95);
  expect(await numberOf(precision, one)).toBeGreaterThan(0.95);
});

test('samples between the modes have 0', async () => {
  expect(await numberOf(precision, { ...reference, G: () => [0, 0] })).toBe(0);
});

test('the border of a ball does not count, as published', async () => {
  // Data at 0, 1, ..., 5 on a line: with k = 1 each ball has radius 1.
  const line = (from: number) => Float64Array.from({ length: 12 }, (_, i) => (i % 2 ? 0 : from + i / 2));
  const at = (x: number) => ({ generated: line(x), real: line(0) });
  expect(await numberOf(precision, { ...reference, given: at(6) }, { k: 1 })).toBe(0);
  expect(await numberOf(precision, { ...reference, given: at(5.9) }, { k: 1 })).toBeCloseTo(1 / 6, 12);
});

test('a perfect copy of repeated data has 1', async () => {
  const points = Float64Array.from({ length: 40 }, (_, i) => (i < 20 ? 0 : 3));
  expect(await numberOf(precision, { ...reference, given: { generated: points, real: points.slice() } })).toBe(1);
});

test('it is absent with too few samples, and where the output is not a number', async () => {
  expect(await compute(precision, { ...reference, samples: 5 })).toEqual({ absent: 'needs 6 samples, got 5' });
  expect(await compute(precision, { ...reference, G: () => [Number.NaN, 0] })).toHaveProperty('absent');
});
