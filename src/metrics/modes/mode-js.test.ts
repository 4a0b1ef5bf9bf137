import { expect, test } from 'vitest';
import { eightModes } from '../../../test/support/gaussians.js';
import { everyMode, ringOf } from '../../../test/support/mode-generators.js';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { mixture } from '../../core/gan/targets/mixture.js';
import { ring } from '../../core/gan/targets/ring.js';
import { modeJs } from './mode-js.js';
import { modeKl } from './mode-kl.js';
import { modeKlImbalance } from './mode-kl-imbalance.js';
import { modeKlMissing } from './mode-kl-missing.js';

const target = ring.create({ modes: 8, radius: 2, std: 0.02 });

test('the data itself has nearly 0', async () => {
  // 8 n JS is a chi-squared of 7 degrees of freedom: 7 + 5 sqrt(14) = 25.7.
  expect(await numberOf(modeJs, { target, G: ringOf(target, everyMode(8)) })).toBeLessThan(25.7 / 20_000);
});

test('on one of 8 modes it is the published 0.4969, on half of them 0.2158', async () => {
  expect(await numberOf(modeJs, { target, G: () => [2, 0] })).toBeCloseTo(eightModes[0], 4);
  expect(await numberOf(modeJs, { target, G: ringOf(target, everyMode(4)) })).toBeCloseTo(eightModes[3], 2);
});

test('it is absent, not NaN, where nothing is of high quality', async () => {
  expect(await compute(modeJs, { target, G: () => [0, 0] })).toEqual({ absent: 'no high-quality sample' });
  expect(await compute(modeJs, { target, G: () => [0, Number.NaN] })).toHaveProperty('absent');
});

test.each([1e-20, 1e-300, 1e-320])('0 log 0 is 0: a mode of weight %d', async (weight) => {
  const tiny = mixture.create({ means: [-10, 0, 10], stds: 0.3, weights: [weight, 1, 1] });
  const G = (row: readonly number[]) => row;
  const given = Float64Array.from({ length: 1000 }, (_, i) => (i < 700 ? -10 : i < 900 ? 0 : 10));
  const measured = await numberOf(modeJs, { target: tiny, G, given: { generated: given, real: given } });
  expect(measured).toBeCloseTo(0.3485844618952139, 15); // scipy.special.rel_entr of (.7, .2, .1) and (0, .5, .5)
  const options = [modeKl, modeKlMissing, modeKlImbalance];
  const [kl, missing, imbalance] = await Promise.all(
    options.map((metric) => numberOf(metric, { target: tiny, G: () => [-10] })),
  );
  // All of q on a mode of that weight: -log w, of it nothing by uneven shares.
  expect(missing).toBeCloseTo(-Math.log(weight / 2), 10);
  expect(imbalance).toBe(0);
  expect(kl).toBeCloseTo(missing, 10);
});
