/** Modes with one centre are one mode: samples cannot tell them apart. */
import { describe, expect, it } from 'vitest';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { mixture } from '../../core/gan/targets/mixture.js';
import type { Metric } from '../metric.js';
import { betweenModes } from './between-modes.js';
import { modeEntropy } from './mode-entropy.js';
import { modeJs } from './mode-js.js';
import { modeKl } from './mode-kl.js';
import { modeKlImbalance } from './mode-kl-imbalance.js';
import { modeKlMissing } from './mode-kl-missing.js';
import { modesCovered } from './modes-covered.js';

const metrics: readonly Metric[] = [modesCovered, modeKl, modeJs, modeKlMissing, modeKlImbalance, modeEntropy];
const options = (metric: Metric) => (metric === modesCovered ? { atLeast: 1 } : {});
const reference = ([a]: readonly number[]) => [a];
const idealOf = (metric: Metric, target: ReturnType<typeof mixture.create>) =>
  metric.theory?.(target, { atLeast: 1, rule: 'l2', radius: 3 }).ideal ?? metric.ideal;

describe.each([
  ['equal', { means: [0, 0], stds: 1 }],
  ['of three widths', { means: [0, 0, -0], stds: [1, 0.5, 0.1], weights: [98, 1, 1] }],
])('modes with one centre, %s,', (_, of) => {
  const target = mixture.create(of);
  it('are covered by perfect samples, whose values are the ideal ones', async () => {
    for (const metric of metrics) {
      const value = await numberOf(metric, { target, G: reference }, options(metric));
      expect(value, metric.name).toBe(metric === modesCovered ? 1 : 0);
      expect(idealOf(metric, target), metric.name).toBe(value);
    }
  });

  it('have nothing between them', async () => {
    expect(await compute(betweenModes, { target, G: reference })).toEqual({ absent: 'the target has one mode' });
  });
});

it('a mode beside two of one centre counts with its weight', async () => {
  const target = mixture.create({ means: [0, 20, 0], stds: 1, weights: [1, 2, 1] });
  const half = { target, G: ([a]: readonly number[]) => [a > 0 ? Math.min(a, 2) : 20 + Math.max(a, -2)] };
  expect(await numberOf(modesCovered, half, { atLeast: 100 })).toBe(2);
  expect(await numberOf(modeKl, half)).toBeLessThan(0.01);
  const collapsed = { target, G: () => [0] };
  expect(await numberOf(modesCovered, collapsed, { atLeast: 1 })).toBe(1);
  expect(await numberOf(modeKl, collapsed)).toBeCloseTo(Math.LN2, 12);
  expect(modeKl.theory!(target, {}).bound).toBeCloseTo(Math.LN2, 12);
});
