/**
 * Metrics of D on a line, with kinks and jumps within panels, against numpy: 20-point Gauss-Legendre on pieces of 0.05 between all
 * zeros of s, |s| - 10, s - logit D*, logit D* +- log 99, the edges of the bins, and 1e-6 of the lower peak (scipy.optimize.brentq).
 */
import { expect, test } from 'vitest';
import { fakeSnapshot, numberOf } from '../../../test/support/snapshots.js';
import { hinge } from '../../core/gan/losses/hinge.js';
import { gaussianTarget } from '../../core/gan/targets/gaussian.js';
import type { Metric } from '../metric.js';
import { discriminatorNodes } from './_nodes.js';
import { calibration } from './calibration.js';
import { discriminatorAccuracy } from './discriminator-accuracy.js';
import { dstarError } from './dstar-error.js';
import { dstarLogitError } from './dstar-logit-error.js';
import { dstarMaxError } from './dstar-max-error.js';
import { excessRisk } from './excess-risk.js';
import { saturation } from './saturation.js';
import { value } from './value.js';

const target = gaussianTarget.create({ mean: 0, std: 1 });
const given = {
  target,
  G: ([z]: readonly number[]) => [0.6 * z + 0.3],
  D: ([x]: readonly number[]) => 6 * Math.sin(2 * x) - 1 + 4 * x,
};
const snapshot = fakeSnapshot(given);

test.each<[Metric, number, Record<string, unknown>]>([
  [discriminatorAccuracy, 0.41061145339282895, {}],
  [calibration, 0.5444256946925776, {}],
  [dstarError, 0.5444895723249287, {}],
  [dstarLogitError, 6.291110783967103, {}],
  [dstarLogitError, 0.9166329386745782, { region: 'data-only' }],
  [saturation, 0.06981052430633153, {}],
  [value, -7.419706978645041, {}],
])('$name is exact', async (metric, exact, options) => {
  expect(await numberOf(metric, snapshot, options)).toBeCloseTo(exact, 9);
});

test('the estimator of calibration states the nodes split at its bins’ edges', async () => {
  const nodesIn = (text: string) => Number(/; D at (\d+) nodes, twice as many change it by less than/.exec(text)?.[1]);
  for (const bins of [15, 60]) {
    const edges = Array.from({ length: bins - 1 }, (_, k) => (k + 1) / bins);
    const nodes = await discriminatorNodes(snapshot, edges);
    if ('absent' in nodes) throw new Error(nodes.absent);
    const stated = nodesIn(await calibration.estimator(snapshot, { bins, data: 'measured' }));
    expect(stated).toBe(nodes.score.length);
    expect(stated).toBeGreaterThan(nodesIn(await dstarMaxError.estimator(snapshot, {})));
  }
});

test('the excess risk of the hinge loss, whose kinks are at -1 and 1', async () => {
  // The fake's risk is computed in float32.
  expect(await numberOf(excessRisk, { ...given, loss: hinge })).toBeCloseTo(7.0665682056091, 5);
});

test('the largest error lies between the nodes', async () => {
  const D = ([x]: readonly number[]) => 2 * Math.sin(2 * x) - 1;
  expect(await numberOf(dstarMaxError, { ...given, D })).toBeCloseTo(0.9525740647184633, 9);
});

test('a jump of D and a kink of D are found within a panel', async () => {
  // q = p: D is right half of the time; |D - 1/2| is 0.4 above 0.123 and tanh(0.35) / 2 below.
  const D = ([x]: readonly number[]) => (x > 0.123 ? Math.log(9) : -0.7);
  // scipy.stats.norm.cdf(.123)
  const below = 0.5489464510164368;
  const expected = 0.4 * (1 - below) + (Math.tanh(0.35) / 2) * below;
  expect(await numberOf(dstarError, { target, G: (z) => z, D })).toBeCloseTo(expected, 9);
});
