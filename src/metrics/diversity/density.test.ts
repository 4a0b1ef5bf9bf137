import { describe, expect, it, test } from 'vitest';
import { golden, goldenFake } from '../../../test/support/golden-clouds.js';
import { everyMode, ringOf } from '../../../test/support/mode-generators.js';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { gaussianTarget } from '../../core/gan/targets/gaussian.js';
import { ring } from '../../core/gan/targets/ring.js';
import { stream } from '../../core/math/random/random.js';
import { coverage } from './coverage.js';
import { density } from './density.js';
import { precision } from './precision.js';

const target = ring.create({ modes: 8, radius: 1, std: 0.01 });
const reference = { target, G: ringOf(target, everyMode(8)), samples: 1000 };

test('of samples in the plane it is scikit-learn’s, for each k', async () => {
  expect(await numberOf(density, goldenFake)).toBeCloseTo(golden['prdc, k = 5'].density, 12);
  expect(await numberOf(density, goldenFake, { k: 2 })).toBeCloseTo(golden['prdc, k = 2'].density, 12);
});

test('the data itself has about 1; with half of the samples elsewhere, 0.5', async () => {
  expect(Math.abs((await numberOf(density, reference)) - 1)).toBeLessThan(0.1);
  const half = { ...reference, G: (z: readonly number[]) => (z[1] < 0 ? reference.G(z) : [0, 0]) };
  expect(Math.abs((await numberOf(density, half)) - 0.5)).toBeLessThan(0.1);
});

test('samples between the modes have 0; NaN and two samples are absent', async () => {
  expect(await numberOf(density, { ...reference, G: () => [0, 0] })).toBe(0);
  expect(await compute(density, { ...reference, G: () => [Number.NaN, 0] })).toHaveProperty('absent');
  expect(await compute(density, { ...reference, samples: 2 })).toHaveProperty('absent');
});

describe('with the strict rule, on squares as computed', () => {
  const clouds = (real: readonly number[], generated: readonly number[]) => ({
    target: gaussianTarget.create({ mean: 0, std: 1, dim: 2 }),
    G: (z: readonly number[]) => z,
    given: { real: Float64Array.from(real), generated: Float64Array.from(generated) },
  });
  it('samples exactly on the edge of every ball are in none: sqrt(2)^2 is more than 2', async () => {
    const onEdges = clouds([0, 0, 1, 1], [1, -1, -1, 1]);
    for (const metric of [density, precision, coverage]) expect(await numberOf(metric, onEdges, { k: 1 })).toBe(0);
  });
  it('data against itself has a density of exactly 1', async () => {
    const x = new Float64Array(400);
    stream({ seed: 1, purpose: 'density', step: 0 }).fillNormal(x);
    for (const k of [1, 5]) expect(await numberOf(density, clouds([...x], [...x]), { k })).toBe(1);
  });
  it('ties and equal rows against themselves have one of exactly 1, all or in part', async () => {
    const against = (x: readonly number[], k: number) => numberOf(density, clouds(x, x), { k });
    const equal = Array<number>(2 * 1024).fill(0.7);
    const x = new Float64Array(400);
    stream({ seed: 2, purpose: 'density', step: 0 }).fillNormal(x);
    const partly = [...x.subarray(0, 100), ...Array<number>(300).fill(9)]; // 150 of 200 rows
    const grid = Array.from({ length: 100 }, (_, i) => [i % 10, Math.floor(i / 10)]).flat();
    const rounded = [...x].map(Math.round);
    for (const data of [equal, partly, grid, rounded])
      for (const k of [1, 2, 3, 5, 7]) expect(await against(data, k)).toBe(1);
  });
  it('a ball whose edge holds tied neighbours counts k / s times', async () => {
    const line = clouds([0, 0, 1, 0, 2, 0, 3, 0], Array.from({ length: 4 }, () => [0.5, 0]).flat());
    // The balls of 0 and 1, k = 2: the first contains 0 and 1, the second, with 0 and 2 on its edge, 1 alone: (2 / 2 + 2 / 1) / 2.
    expect(await numberOf(density, line, { k: 2 })).toBe(1.5);
  });
});
