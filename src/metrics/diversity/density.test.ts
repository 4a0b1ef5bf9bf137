import { expect, test } from 'vitest';
import { golden, goldenFake } from '../../../test/support/golden-clouds.js';
import { everyMode, ringOf } from '../../../test/support/mode-generators.js';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { ring } from '../../core/gan/targets/ring.js';
import { density } from './density.js';

const target = ring.create({ modes: 8, radius: 1, std: 0.01 });
const perfect = { target, G: ringOf(target, everyMode(8)), samples: 1000 };

test('of samples in the plane it is scikit-learn’s, for each k', async () => {
  expect(await numberOf(density, goldenFake)).toBeCloseTo(golden['prdc, k = 5'].density, 12);
  expect(await numberOf(density, goldenFake, { k: 2 })).toBeCloseTo(golden['prdc, k = 2'].density, 12);
});

test('the data itself has about 1; with half of the samples elsewhere, 0.5', async () => {
  expect(Math.abs((await numberOf(density, perfect)) - 1)).toBeLessThan(0.1);
  const half = { ...perfect, G: (z: readonly number[]) => (z[1] < 0 ? perfect.G(z) : [0, 0]) };
  expect(Math.abs((await numberOf(density, half)) - 0.5)).toBeLessThan(0.1);
});

test('samples between the modes have 0; NaN and two samples are absent', async () => {
  expect(await numberOf(density, { ...perfect, G: () => [0, 0] })).toBe(0);
  expect(await compute(density, { ...perfect, G: () => [Number.NaN, 0] })).toHaveProperty('absent');
  expect(await compute(density, { ...perfect, samples: 2 })).toHaveProperty('absent');
});
