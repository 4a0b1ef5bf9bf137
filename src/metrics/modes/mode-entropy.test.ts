import { expect, test } from 'vitest';
import { everyMode, ringOf } from '../../../test/support/mode-generators.js';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { ring } from '../../core/gan/targets/ring.js';
import { modeEntropy } from './mode-entropy.js';

const target = ring.create({ modes: 8, radius: 2, std: 0.02 });

test('the data has log 8, less the bias of its samples', async () => {
  const measured = await numberOf(modeEntropy, { target, G: ringOf(target, everyMode(8)) });
  expect(measured).toBeLessThan(Math.log(8));
  expect(measured).toBeGreaterThan(Math.log(8) - 25.7 / 5000);
});

test('one mode has entropy 0, two in the proportion 3 : 1 have 0.5623', async () => {
  expect(await numberOf(modeEntropy, { target, G: () => [2, 0] })).toBe(0);
  const measured = await numberOf(modeEntropy, { target, G: ringOf(target, [0.75, 0.25]), samples: 20_000 });
  // Its slope in the share is log 3, the share's standard error sqrt(3/16/n).
  expect(Math.abs(measured - 0.5623)).toBeLessThan(5 * Math.log(3) * Math.sqrt(3 / 16 / 20_000));
});

test('it is absent where nothing is of high quality', async () => {
  expect(await compute(modeEntropy, { target, G: () => [0, 0] })).toEqual({ absent: 'no high-quality sample' });
});
