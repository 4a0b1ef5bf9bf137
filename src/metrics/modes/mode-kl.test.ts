import { expect, test } from 'vitest';
import { everyMode, ringOf } from '../../../test/support/mode-generators.js';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { mixture } from '../../core/gan/targets/mixture.js';
import { ring } from '../../core/gan/targets/ring.js';
import { modeKl } from './mode-kl.js';

const target = ring.create({ modes: 8, radius: 1, std: 0.01 });

test('the data itself has (K - 1)/(2 n) in the mean: .00142 on the ring of 8 at n = 2,500', async () => {
  let sum = 0;
  for (let seed = 1; seed <= 20; seed++)
    sum += await numberOf(modeKl, { target, G: ringOf(target, everyMode(8)), seed });
  // Published: .00142 +- .0008 a run.
  expect(Math.abs(sum / 20 - 0.00142)).toBeLessThan((5 * 0.0008) / Math.sqrt(20));
});

test('on m of K equal modes it is log(K / m)', async () => {
  expect(await numberOf(modeKl, { target, G: () => [1, 0] })).toBeCloseTo(Math.log(8), 12);
  const half = await numberOf(modeKl, { target, G: ringOf(target, everyMode(4)) });
  expect(Math.abs(half - Math.log(2))).toBeLessThan(0.01);
});

test('the weights are those of the target', async () => {
  const uneven = mixture.create({ means: [-5, 0, 5], stds: 0.1, weights: [2, 1, 1] });
  const at = (x: number) => numberOf(modeKl, { target: uneven, G: () => [x] });
  expect(await at(-5)).toBeCloseTo(Math.log(2), 12);
  expect(await at(5)).toBeCloseTo(Math.log(4), 12);
});

test('only samples of high quality count', async () => {
  // Half on mode 0, half on nothing.
  expect(await numberOf(modeKl, { target, G: ([a]) => (a < 0 ? [1, 0] : [0.1, 0.3]) })).toBeCloseTo(Math.log(8), 12);
});

test('it is absent where nothing is of high quality, and where the output is not a number', async () => {
  expect(await compute(modeKl, { target, G: () => [0, 0] })).toEqual({ absent: 'no high-quality sample' });
  expect(await compute(modeKl, { target, G: () => [Number.NaN, 0] })).toHaveProperty('absent');
  expect(await numberOf(modeKl, { target, G: () => [0, 1], samples: 1 })).toBeCloseTo(Math.log(8), 12);
});
