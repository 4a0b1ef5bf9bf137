import { expect, test } from 'vitest';
import { everyMode, ringOf } from '../../../test/support/mode-generators.js';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { mixture } from '../../core/gan/targets/mixture.js';
import { ring } from '../../core/gan/targets/ring.js';
import { modeKlMissing } from './mode-kl-missing.js';

const target = ring.create({ modes: 8, radius: 2, std: 0.02 });

test('the data misses nothing', async () => {
  expect(await numberOf(modeKlMissing, { target, G: ringOf(target, everyMode(8)) })).toBeCloseTo(0, 12);
});

test('with no mode missing it is exactly 0, however the weights’ sum rounds', async () => {
  // .1 + .2 + .7 is below 1 in doubles, and .7 + .2 + .1 as well; six sixths are.
  for (const weights of [
    [1, 2, 7],
    [7, 2, 1],
    [1, 1, 1, 1, 1, 1],
  ]) {
    const means = weights.map((_, k) => 10 * k);
    const uneven = mixture.create({ means, stds: 0.1, weights });
    const G = ([z]: readonly number[]) => [means[Math.floor(Math.abs(z) * 1e3) % means.length]];
    expect(await numberOf(modeKlMissing, { target: uneven, G })).toBe(0);
  }
});

test.each([1, 3, 5])('on %d of 8 modes it is log(8 / m), however uneven the shares', async (m) => {
  const shares = [1 - 0.05 * (m - 1), ...new Array<number>(m - 1).fill(0.05)];
  expect(await numberOf(modeKlMissing, { target, G: ringOf(target, shares) })).toBeCloseTo(Math.log(8 / m), 12);
});

test('a missing mode counts by its weight', async () => {
  const uneven = mixture.create({ means: [-5, 0, 5], stds: 0.1, weights: [2, 1, 1] });
  const without = (missed: number) =>
    numberOf(modeKlMissing, { target: uneven, G: ([z]) => [z < 0 ? (missed === -5 ? 0 : -5) : missed === 5 ? 0 : 5] });
  expect(await without(-5)).toBeCloseTo(Math.log(2), 12);
  expect(await without(5)).toBeCloseTo(Math.log(4 / 3), 12);
});

test('it is absent where nothing is of high quality', async () => {
  expect(await compute(modeKlMissing, { target, G: () => [0, 0] })).toEqual({ absent: 'no high-quality sample' });
  expect(await compute(modeKlMissing, { target, G: () => [Number.NaN, 0] })).toHaveProperty('absent');
});
