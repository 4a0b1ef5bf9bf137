import { expect, test } from 'vitest';
import { golden, goldenFake } from '../../../test/support/golden-clouds.js';
import { everyMode, ringOf } from '../../../test/support/mode-generators.js';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { gaussianTarget } from '../../core/gan/targets/gaussian.js';
import { ring } from '../../core/gan/targets/ring.js';
import { computedSquares } from '../../core/math/geometry/pair-squares.js';
import { vendiScore } from './_vendi-score.js';
import { vendi } from './vendi.js';

const target = ring.create({ modes: 8, radius: 1, std: 0.01 });

test('of samples in the plane it is numpy’s, for each order', async () => {
  const of = (order: number) => numberOf(vendi, goldenFake, { bandwidth: 0.5, order });
  expect(await of(1)).toBeCloseTo(golden['vendi, bandwidth 0.5']['order 1'], 8);
  expect(await of(2)).toBeCloseTo(golden['vendi, bandwidth 0.5']['order 2'], 8);
});

// Recomputed for 8, 2 and 1 modes of this ring: 8.88, 2.22, 1.12 at .1; 8.10, 2.03, 1.02 at .3; 15.3, 3.8, 2.0 at .03.
test.each([
  [0.1, [8.88, 2.22, 1.12]],
  [0.3, [8.1, 2.03, 1.02]],
  [0.03, [15.3, 3.8, 2.0]],
] as const)('at a bandwidth of %d it is the published value for 8, 2 and 1 modes', async (bandwidth, expected) => {
  for (const [i, shares] of [everyMode(8), [0.5, 0, 0, 0, 0.5], [1]].entries()) {
    const measured = await numberOf(vendi, { target, G: ringOf(target, shares) }, { bandwidth });
    expect(Math.abs(measured / expected[i] - 1)).toBeLessThan(0.06); // 400 samples
  }
});

test('with the default bandwidth it is the number of modes', async () => {
  for (const m of [1, 2, 5, 8]) {
    const measured = await numberOf(vendi, { target, G: ringOf(target, everyMode(m)) });
    expect(Math.abs(measured / m - 1)).toBeLessThan(0.2);
  }
});

test('with fewer than two modes the bandwidth is the median distance in the data', async () => {
  const plane = gaussianTarget.create({ mean: 0, std: 3, dim: 2 });
  const wide = await numberOf(vendi, { target: plane, G: ([a, b]) => [3 * a, 3 * b] });
  expect(wide).toBeGreaterThan(2);
  expect(await vendi.estimator({ target, sampleCount: 1 } as never, { bandwidth: 0.27665264 })).toBe(
    '1 sample, Gaussian kernel of width 0.277',
  );
  expect(await vendi.estimator({ target: plane, sampleCount: 900 } as never, {})).toContain('the median distance');
});

test('of data whose rows are mostly equal the median distance is no width, whatever their spread', async () => {
  const plane = gaussianTarget.create({ mean: 0, std: 3 });
  const given = { generated: Float64Array.of(1, 2, 3, 4, 5), real: Float64Array.of(0, 0, 0, 0, 1.3) };
  expect(await compute(vendi, { target: plane, G: (z) => z, given })).toEqual({
    absent: 'the median squared distance in the data is 0: set bandwidth',
  });
  expect(await numberOf(vendi, { target: plane, G: (z) => z, given }, { bandwidth: 1e-3 })).toBeCloseTo(5, 9);
});

test.each([0.5, 1, 2])('the square of a width may underflow or overflow: order %d', (order) => {
  const pairs = (...rows: number[]) => computedSquares({ a: Float64Array.from(rows), dim: 1 });
  expect(vendiScore(pairs(0, 1, 2, 3), { width: 1e-170, order })).toBeCloseTo(4, 12);
  expect(vendiScore(pairs(0, 1, 2, 3), { width: 1e170, order })).toBeCloseTo(1, 6);
  expect(vendiScore(pairs(1, 1, 2, 2), { width: 1e-170, order })).toBeCloseTo(2, 6); // below order 1 the root of rounding counts
});

test('a constant generator and one sample have 1; NaN is absent', async () => {
  expect(await numberOf(vendi, { target, G: () => [0, 0] })).toBeCloseTo(1, 9);
  expect(await numberOf(vendi, { target, G: () => [0, 0], samples: 1 })).toBeCloseTo(1, 9);
  expect(await compute(vendi, { target, G: () => [0, Number.NaN] })).toHaveProperty('absent');
});
