import { expect, test } from 'vitest';
import { eightModes } from '../../../test/support/gaussians.js';
import { everyMode, ringOf } from '../../../test/support/mode-generators.js';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { ring } from '../../core/gan/targets/ring.js';
import { modeJs } from './mode-js.js';

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
