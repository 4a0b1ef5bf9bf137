/** Cubics between nodes, and the exact numbers of smooth networks that are interpolated by them. */
import { expect, test } from 'vitest';
import { smallSetting } from '../../../test/support/setting.js';
import { numberOf } from '../../../test/support/snapshots.js';
import { openBackend } from '../../core/engine/backends/backends.js';
import { build } from '../../core/gan/build.js';
import { openSnapshot } from '../../core/snapshot/open-snapshot.js';
import { openEvaluator } from '../../core/training/evaluator.js';
import { startingState } from '../../core/training/state-layout.js';
import { hellinger } from '../../metrics/divergences/hellinger.js';
import { js } from '../../metrics/divergences/js.js';
import { klQP } from '../../metrics/divergences/kl-q-p.js';
import { totalVariation } from '../../metrics/divergences/total-variation.js';
import type { Metric } from '../../metrics/metric.js';
import { cubicAt, cubicInverse, cubicSlope, hermiteCubic, turningPoints } from './cubic.js';

const node = (z: number) => ({ z, x: z ** 3 - z, slope: 3 * z * z - 1 });

test.each([
  [-2, 2],
  [2, -2],
  [0, 3],
])('from %d to %d a cubic is itself, with its slope and its turns', (from, to) => {
  const cubic = hermiteCubic(node(from), node(to));
  for (const z of [-1.5, -0.3, 0, 0.7, 2]) {
    expect(cubicAt(cubic, z)).toBeCloseTo(node(z).x, 12);
    expect(cubicSlope(cubic, z)).toBeCloseTo(node(z).slope, 12);
  }
  const turns = turningPoints(cubic, Math.min(from, to), Math.max(from, to));
  const at = 1 / Math.sqrt(3);
  expect(turns).toEqual((from === 0 ? [at] : [-at, at]).map((z) => expect.closeTo(z, 12)));
});

test('its inverse is found where it rises and where it falls, and a line has no turn', () => {
  const cubic = hermiteCubic(node(-2), node(2));
  for (const z of [0.6, 1, 1.9]) expect(cubicInverse(cubic, node(z).x, 1 / Math.sqrt(3), 2)).toBeCloseTo(z, 12);
  for (const z of [-0.5, 0, 0.5]) {
    expect(cubicInverse(cubic, node(z).x, -0.57, 0.57)).toBeCloseTo(z, 12);
    expect(cubicInverse(cubic, node(z).x, 0.57, -0.57)).toBeCloseTo(z, 12);
  }
  const line = hermiteCubic({ z: 0, x: 1, slope: 2 }, { z: 1, x: 3, slope: 2 });
  expect(turningPoints(line, -5, 5)).toEqual([]);
  expect(cubicInverse(line, 2, 0, 1)).toBeCloseTo(0.5, 14);
});

/** A snapshot of a G of two hyperbolic tangents with a linear output. */
async function snapshotOf(parameters: readonly number[]) {
  const parts = build(
    smallSetting({
      target: { name: 'mixture', means: [-0.5, 1], stds: [0.4, 0.6], weights: [0.4, 0.6] },
      latent: { name: 'gaussian', dim: 1 },
      generator: { ...smallSetting().generator, normalize: 'none', hidden: [2], activation: { name: 'tanh' } },
      discriminator: { name: 'affine' },
    }),
  );
  const evaluator = openEvaluator(parts, await openBackend('onnx'));
  const state = startingState(parts, 1).map((start, i) => parameters[i] ?? start);
  const run = { seed: 1, step: 0, state, samples: 10, previous: { absent: 'the first' } };
  return { snapshot: openSnapshot(parts, evaluator, run), evaluator };
}

// numpy: 16-point Gauss-Legendre over z on pieces of 0.1, with preimages by bisection and pieces graded towards folds.
test('js, KL, total variation and Hellinger of a smooth monotone network are exact to 1e-9', async () => {
  const { snapshot, evaluator } = await snapshotOf([1.2, -0.7, 0.3, 0.5, 1.1, -0.8, 0.2]);
  const near = async (metric: Metric, exact: number) =>
    expect(Math.abs((await numberOf(metric, snapshot)) - exact), metric.name).toBeLessThan(1e-9);
  await near(js, 0.061383473646096);
  await near(klQP, 0.40640227740917);
  await near(totalVariation, 0.2086048632393);
  await near(hellinger, 0.26655695499009);
  expect(await js.estimator(snapshot, {})).toMatch(/of its interpolation; .*twice as many change it by less than/);
  evaluator.dispose();
});

test('where it folds, KL(q || p) lacks what lies within rounding of the poles', async () => {
  const { snapshot, evaluator } = await snapshotOf([1.2, -0.7, 0.3, 0.5, 1.1, 0.8, 0.2]);
  expect(Math.abs((await numberOf(klQP, snapshot)) - 1.2279272112543)).toBeLessThan(2e-7); // x resolves z to 1e-8 at a pole
  evaluator.dispose();
});
