import { expect, test } from 'vitest';
import { everyMode, ringOf } from '../../../test/support/mode-generators.js';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { gaussianTarget } from '../../core/gan/targets/gaussian.js';
import { mixture } from '../../core/gan/targets/mixture.js';
import { mixturePacgan } from '../../core/gan/targets/presets/mixture-pacgan.js';
import { ring } from '../../core/gan/targets/ring.js';
import { uniformTarget } from '../../core/gan/targets/uniform.js';
import { modesCovered } from './modes-covered.js';

const target = ring.create({ modes: 8, radius: 2, std: 0.02 });

test('the data covers all of its modes', async () => {
  expect(await numberOf(modesCovered, { target, G: ringOf(target, everyMode(8)) }, { atLeast: 20 })).toBe(8);
});

test('a collapsed generator covers one mode', async () => {
  expect(await numberOf(modesCovered, { target, G: ([a, b]) => [2 + 0.02 * a, 0.02 * b] })).toBe(1);
});

test('`atLeast` high-quality samples cover a mode', async () => {
  // Modes 0 and 3 with about 98.9 % of 0.6 and 0.4 of ten samples.
  const fake = { target, G: ringOf(target, [0.6, 0, 0, 0.4]), samples: 10 };
  expect(await numberOf(modesCovered, fake, { atLeast: 1 })).toBe(2);
  expect(await numberOf(modesCovered, fake, { atLeast: 11 })).toBe(0);
});

test('the rule and the radius decide which samples are of high quality', async () => {
  // 2.5 standard deviations off in both coordinates: 3.54 in Mahalanobis distance.
  const corner = { target, G: () => [2.05, 0.05] };
  expect(await numberOf(modesCovered, corner)).toBe(0);
  expect(await numberOf(modesCovered, corner, { rule: 'box' })).toBe(1);
  expect(await numberOf(modesCovered, corner, { radius: 3.6 })).toBe(1);
});

test('rule box assigns a sample to the first mode that matches, rule l2 to the nearest', async () => {
  const near = mixture.create({ means: [0, 1], stds: 1 });
  const both = { target: near, G: ([z]: readonly number[]) => [z < 0 ? 0.9 : 0.1], samples: 400 };
  expect(await numberOf(modesCovered, both, { rule: 'box', atLeast: 20 })).toBe(1);
  expect(await numberOf(modesCovered, both, { rule: 'l2', atLeast: 20 })).toBe(2);
});

test('a sample on the border does not count: the rule is strict', async () => {
  const unit = gaussianTarget.create({ mean: 0, std: 1 });
  expect(await numberOf(modesCovered, { target: unit, G: () => [3] })).toBe(0);
  expect(await numberOf(modesCovered, { target: unit, G: () => [3 - 1e-9] })).toBe(1);
});

test('without high-quality samples no mode is covered; one sample may cover one', async () => {
  expect(await numberOf(modesCovered, { target, G: () => [0, 0] })).toBe(0);
  expect(await numberOf(modesCovered, { target, G: () => [0, 2], samples: 1 })).toBe(1);
});

test('it is absent without modes, and where the output is not a number', async () => {
  const box = uniformTarget.create({ low: 0, high: 1 });
  expect(await compute(modesCovered, { target: box, G: (z) => z })).toEqual({ absent: 'the target has no modes' });
  expect(await compute(modesCovered, { target, G: () => [0, Number.NaN] })).toHaveProperty('absent');
});

test('no ideal is stated where a mode’s own samples are never within the radius', () => {
  const options = { atLeast: 1, radius: 3 };
  const wide = mixturePacgan.create({});
  expect(modesCovered.theory!(wide, { ...options, rule: 'l2' })).toEqual({ bound: 10 });
  expect(modesCovered.theory!(wide, { ...options, rule: 'box', radius: 10 })).toEqual({ ideal: 10, bound: 10 });
  expect(modesCovered.theory!(target, { ...options, rule: 'l2' })).toEqual({ ideal: 8, bound: 8 });
});
