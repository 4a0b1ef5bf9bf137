import { expect, test } from 'vitest';
import { everyMode, ringOf } from '../../../test/support/mode-generators.js';
import { compute, fakeSnapshot, numberOf } from '../../../test/support/snapshots.js';
import { mixture } from '../../core/gan/targets/mixture.js';
import { ring } from '../../core/gan/targets/ring.js';
import { modeKl } from './mode-kl.js';
import { modeKlImbalance } from './mode-kl-imbalance.js';
import { modeKlMissing } from './mode-kl-missing.js';

const target = ring.create({ modes: 8, radius: 2, std: 0.02 });

test('the data itself has (K - 1)/(2 n) in the mean', async () => {
  let sum = 0;
  for (let seed = 1; seed <= 20; seed++)
    sum += await numberOf(modeKlImbalance, { target, G: ringOf(target, everyMode(8)), seed });
  // 2 n KL is a chi-squared of 7 degrees of freedom: its standard deviation is sqrt(14).
  expect(Math.abs(sum / 20 - 7 / 5000)).toBeLessThan((5 * Math.sqrt(14 / 20)) / 5000);
});

test('it is 0 on any set of modes in the target’s proportion', async () => {
  const uneven = mixture.create({ means: [-5, 0, 5], stds: 0.1, weights: [2, 1, 1] });
  expect(await numberOf(modeKlImbalance, { target: uneven, G: () => [5] })).toBeCloseTo(0, 12);
});

test('mode-kl-missing and mode-kl-imbalance add up to mode-kl', async () => {
  const uneven = mixture.create({ means: [-5, 0, 5], stds: 0.1, weights: [5, 1, 2] });
  const snapshot = fakeSnapshot({ target: uneven, G: ([z]) => [z < 0.5 ? -5 : 5] });
  const [whole, missing, imbalance] = await Promise.all(
    [modeKl, modeKlMissing, modeKlImbalance].map((metric) => numberOf(metric, snapshot)),
  );
  expect(missing).toBeCloseTo(Math.log(8 / 7), 12);
  expect(imbalance).toBeGreaterThan(0);
  expect(missing + imbalance).toBeCloseTo(whole, 12);
});

test('it is absent where nothing is of high quality', async () => {
  expect(await compute(modeKlImbalance, { target, G: () => [0, 0] })).toEqual({ absent: 'no high-quality sample' });
});
