import { expect, test } from 'vitest';
import { everyMode, ringOf } from '../../../test/support/mode-generators.js';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { gaussianTarget } from '../../core/gan/targets/gaussian.js';
import { grid } from '../../core/gan/targets/grid.js';
import { mixture } from '../../core/gan/targets/mixture.js';
import { ring } from '../../core/gan/targets/ring.js';
import { normalCdf } from '../../core/math/special/special.js';
import { betweenModes } from './between-modes.js';

const target = ring.create({ modes: 8, radius: 2, std: 0.05 });
const SAMPLES = 5000;
const near = (share: number) => 5 * Math.sqrt((share * (1 - share)) / SAMPLES);

test('the data itself has 0, and modes half as wide again too', async () => {
  for (const std of [0.05, 0.075]) {
    const G = ringOf(ring.create({ modes: 8, radius: 2, std }), everyMode(8));
    expect(await numberOf(betweenModes, { target, G, samples: SAMPLES })).toBe(0);
  }
});

/** A share of the samples evenly along the segment from mode 0 to mode `to`, the others at mode 0. */
const along = (to: number, share: number) => ({
  target,
  G: ([z]: readonly number[]) => {
    const t = normalCdf(z) < share ? normalCdf(z) / share : 0;
    const [a, b] = [target.modes![0].mean, target.modes![to].mean];
    return [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])];
  },
  samples: SAMPLES,
});

test('a bridge that a share of the samples fills evenly has half of it', async () => {
  for (const share of [0.2, 0.4, 1])
    expect(Math.abs((await numberOf(betweenModes, along(1, share))) - share / 2)).toBeLessThan(near(share / 2));
});

test('modes with others between them are no neighbours', async () => {
  expect(await numberOf(betweenModes, along(4, 1))).toBe(0);
});

test('a grid has bridges along its edges, not across its squares', async () => {
  const square = grid.create({ side: 3, spacing: 2, std: 0.05 });
  const at = (x: number, y: number) => numberOf(betweenModes, { target: square, G: () => [x, y] });
  expect(await at(1, 0)).toBe(1);
  expect(await at(0, -1)).toBe(1);
  expect(await at(1, 1)).toBe(0);
});

test('a bridge is as wide as the modes: 3 standard deviations in the plane, its middle half a quarter from both ends', async () => {
  const two = mixture.create({
    means: [
      [-2, 0],
      [2, 0],
    ],
    stds: 0.1,
    weights: undefined,
  });
  const at = (x: number, y: number) => numberOf(betweenModes, { target: two, G: () => [x, y] });
  expect([await at(0, 0.29), await at(0, 0.31), await at(0.99, 0), await at(1.01, 0)]).toEqual([1, 0, 1, 0]);
});

test('it is absent with one mode, or one centre of modes, and for NaN', async () => {
  const one = gaussianTarget.create({ mean: [0, 0], std: 1 });
  expect(await compute(betweenModes, { target: one, G: (z) => z })).toEqual({ absent: 'the target has one mode' });
  expect(await compute(betweenModes, { target, G: () => [Number.NaN, 0] })).toHaveProperty('absent');
  const same = mixture.create({
    means: [
      [0, 0],
      [0, 0],
    ],
    stds: [0.5, 1],
    weights: undefined,
  });
  expect(await compute(betweenModes, { target: same, G: (z) => z })).toEqual({ absent: 'the target has one mode' });
});
