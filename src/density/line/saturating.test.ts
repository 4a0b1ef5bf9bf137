/** A generator that saturates: much of q lies within rounding of the ends of its range. */
import { expect, test } from 'vitest';
import { smallSetting } from '../../../test/support/setting.js';
import { numberOf } from '../../../test/support/snapshots.js';
import { openBackend } from '../../core/engine/backends/backends.js';
import { build } from '../../core/gan/build.js';
import type { Setting } from '../../core/gan/setting.js';
import { mixture } from '../../core/gan/targets/mixture.js';
import { openSnapshot } from '../../core/snapshot/open-snapshot.js';
import { openEvaluator } from '../../core/training/evaluator.js';
import { startingState } from '../../core/training/state-layout.js';
import { js } from '../../metrics/divergences/js.js';
import { klPQ } from '../../metrics/divergences/kl-p-q.js';
import { klQP } from '../../metrics/divergences/kl-q-p.js';
import { pearson } from '../../metrics/divergences/pearson.js';
import { value } from '../../metrics/optimal-discriminator/value.js';
import { networkOnLine } from './network-on-line.js';

/** A snapshot of these parameters of G, then of D. */
async function snapshotOf(
  generator: object,
  parameters: readonly number[],
  target: Setting['target'] = { name: 'mixture', means: [-1, 1], stds: 0.3 },
) {
  const parts = build(
    smallSetting({
      target,
      latent: { name: 'gaussian', dim: 1 },
      generator: { ...smallSetting().generator, normalize: 'none', ...generator },
      discriminator: { name: 'affine', scale: 3, shift: -1 },
    }),
  );
  const evaluator = openEvaluator(parts, await openBackend('onnx'));
  const state = startingState(parts, 1).map((start, i) => parameters[i] ?? start);
  const run = { seed: 1, step: 0, state, samples: 10, previous: { absent: 'the first' } };
  return { snapshot: openSnapshot(parts, evaluator, run), evaluator };
}

test('js, KL and value of tanh(6 z + 1/2) are those of mpmath, of 30 digits over z', async () => {
  const { snapshot, evaluator } = await snapshotOf({ hidden: [], outputActivation: { name: 'tanh' } }, [6, 0.5]);
  // 1.2e-3 of q lies where tanh is 1 or -1 in double precision: its density there is p_z / |G'|, no atom.
  expect(Math.abs((await numberOf(klQP, snapshot)) - 5.805779477502864)).toBeLessThan(1e-5);
  expect(Math.abs((await numberOf(js, snapshot)) - 0.4204490103950664)).toBeLessThan(1e-7);
  expect(Math.abs((await numberOf(value, snapshot)) - -3.146501057656415)).toBeLessThan(1e-7);
  expect(await numberOf(klPQ, snapshot)).toBe(Infinity);
  expect(await klQP.estimator(snapshot, {})).toContain('by the slope of G');
  evaluator.dispose();
});

test('where both sides saturate at one end, q counts both preimages', async () => {
  // u = 5 log(1 + e^(3 z)) + 5 log(1 + e^(-3 z)) - 2, at least 4.9, and tanh u is 1 in double precision from 19 on.
  const given = { hidden: [2], activation: { name: 'softplus' }, outputActivation: { name: 'tanh' } };
  const { snapshot, evaluator } = await snapshotOf(given, [3, -3, 0, 0, 5, 5, -2]);
  // mpmath: q(u) is 2 p_z / |u'|.
  expect(Math.abs((await numberOf(klQP, snapshot)) - 20.07907933479024)).toBeLessThan(1e-4);
  evaluator.dispose();
});

// mpmath, 30 digits: integrals over z of p(G) G' log(p(G) G' / p_z) and of (p(G) G')^2 / p_z, less 1. From 40 on G is flat around 0.
test.each([
  [10, 1.29987836733082, 3.53020014346458],
  [20, 1.9950696829747, 7.99260050096015],
  [40, 2.69120059462063, 16.9443221082148],
])('G steep by %i on both sides of a flat middle has finite divergences', async (a, kl, chiSquared) => {
  const target = { name: 'gaussian', mean: 0, std: 1 };
  // softplus(a (z - 1)) - softplus(-a (z + 1))
  const { snapshot, evaluator } = await snapshotOf(
    { hidden: [2], activation: { name: 'softplus' } },
    [a, -a, -a, -a, 1, -1, 0],
    target,
  );
  expect(Math.abs((await numberOf(klPQ, snapshot)) / kl - 1)).toBeLessThan(1e-6);
  expect(Math.abs((await numberOf(pearson, snapshot)) / chiSquared - 1)).toBeLessThan(1e-6);
  evaluator.dispose();
});

test('a G whose layers are not known is compared too, with its slope by differences', async () => {
  const target = mixture.create({ means: [-1, 1], stds: 0.3 });
  const fake = {
    target,
    G: ([z]: readonly number[]) => [Math.tanh(6 * z + 0.5)],
    D: ([x]: readonly number[]) => 3 * x - 1,
  };
  expect(Math.abs((await numberOf(js, fake)) - 0.4204490103950664)).toBeLessThan(1e-6);
  expect(Math.abs((await numberOf(value, fake)) - -3.146501057656415)).toBeLessThan(1e-6);
});

test('the slope of a network keeps its digits where its output is rounded', async () => {
  const { snapshot, evaluator } = await snapshotOf({ hidden: [], outputActivation: { name: 'tanh' } }, [6, 0.5]);
  const network = networkOnLine(snapshot.networks.generator, snapshot.parameters.generator)!;
  for (const z of [-9, -1, 0, 0.3, 7]) {
    const { u, slope } = network.sumAt(z);
    expect(u).toBeCloseTo(6 * z + 0.5, 12);
    expect(slope).toBe(6);
    expect(network.activationSlope(u) * Math.cosh(u) ** 2).toBeCloseTo(1, 12);
  }
  evaluator.dispose();
});
