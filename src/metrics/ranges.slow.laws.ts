/** Laws: an exact metric stays in its stated range, whatever rounding does, in float64 and in float32. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fakeSnapshot, reluChain } from '../../test/support/snapshots.js';
import { gaussianLatent } from '../core/gan/latents/gaussian.js';
import { uniformLatent } from '../core/gan/latents/uniform.js';
import { gaussianTarget } from '../core/gan/targets/gaussian.js';
import { laplace } from '../core/gan/targets/laplace.js';
import { mixture } from '../core/gan/targets/mixture.js';
import { uniformTarget } from '../core/gan/targets/uniform.js';
import type { Snapshot } from '../core/snapshot/snapshot.js';
import { hellinger } from './divergences/hellinger.js';
import { js } from './divergences/js.js';
import { klPQ } from './divergences/kl-p-q.js';
import { klQP } from './divergences/kl-q-p.js';
import { pearson } from './divergences/pearson.js';
import { totalVariation } from './divergences/total-variation.js';
import type { Metric } from './metric.js';
import { calibration } from './optimal-discriminator/calibration.js';
import { discriminatorAccuracy } from './optimal-discriminator/discriminator-accuracy.js';
import { dstarError } from './optimal-discriminator/dstar-error.js';
import { dstarLogitError } from './optimal-discriminator/dstar-logit-error.js';
import { dstarMaxError } from './optimal-discriminator/dstar-max-error.js';
import { meanProbabilityFake } from './optimal-discriminator/mean-probability-fake.js';
import { meanProbabilityReal } from './optimal-discriminator/mean-probability-real.js';
import { optimalValue } from './optimal-discriminator/optimal-value.js';
import { saturation } from './optimal-discriminator/saturation.js';
import { value } from './optimal-discriminator/value.js';
import { valueIdentity } from './optimal-discriminator/value-identity.js';

const exact: readonly Metric[] = [js, klPQ, klQP, pearson, totalVariation, hellinger, optimalValue, valueIdentity];
const ofD: readonly Metric[] = [
  calibration,
  discriminatorAccuracy,
  dstarError,
  dstarLogitError,
  dstarMaxError,
  meanProbabilityFake,
  meanProbabilityReal,
  saturation,
  value,
];

async function expectInRange(metrics: readonly Metric[], snapshot: Snapshot): Promise<void> {
  for (const metric of metrics) {
    const options = Object.fromEntries(
      Object.entries(metric.options).map(([name, option]) => [name, option.parse(undefined)]),
    );
    const found = await metric.compute(snapshot, options);
    if ('absent' in found) continue;
    expect(found.value, metric.name).toBeGreaterThanOrEqual(metric.range[0]);
    expect(found.value, metric.name).toBeLessThanOrEqual(metric.range[1]);
  }
}

const line = gaussianTarget.create({ mean: 0, std: 1 });

function tabular(p: readonly number[], q: readonly number[]): Snapshot {
  const scaled = (masses: readonly number[]) => {
    const sum = masses.reduce((all, mass) => all + mass, 0);
    return Float64Array.from(masses, (mass) => mass / sum);
  };
  const histogram = { p: scaled(p), q: scaled(q), score: new Float64Array(p.length) };
  return { ...fakeSnapshot({ target: line, G: (z) => z }), histogram };
}

test('two histograms that differ by rounding: js is 1.4e-32, not below 0', async () => {
  const p = [0.49999999999999994, 0.5000000000000001];
  const snapshot = { ...tabular([1, 1], [1, 1]) };
  const histogram = { p: Float64Array.from(p), q: Float64Array.from([p[1], p[0]]), score: new Float64Array(2) };
  const found = await js.compute({ ...snapshot, histogram }, {});
  // sum of (p - q)^2 / (8 m), with p - q = 3 * 2^-54 in both cells.
  expect('value' in found && found.value / ((3 * 2 ** -54) ** 2 / 2) - 1).toBeCloseTo(0, 9);
});

const mass = fc.oneof(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.constantFrom(0, 5e-324, 1e-310, 1e-300, 1e-20, 1e-16, 1, 1 + Number.EPSILON),
);

test('of any two histograms, equal, nearly equal or disjoint', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(mass, mass, fc.constantFrom(0, 1, 2)), { minLength: 2, maxLength: 12 }),
      fc.boolean(),
      async (cells, isFloat32) => {
        const round = isFloat32 ? Math.fround : (x: number) => x;
        const p = cells.map(([a]) => round(a));
        // As p, one unit in the last place beside it, or free.
        const q = cells.map(([a, b, kind]) => round(kind === 0 ? a : kind === 1 ? a * (1 + Number.EPSILON) : b));
        const total = (masses: readonly number[]) => masses.reduce((all, one) => all + one, 0);
        fc.pre(total(p) > 1e-300 && total(q) > 1e-300);
        await expectInRange(exact, tabular(p, q));
      },
    ),
    { numRuns: 400 },
  );
});

const targets = [
  line,
  laplace.create({ mean: 0, width: 1 }),
  uniformTarget.create({ low: 0, high: 1 }),
  mixture.create({ means: [-2, 2], stds: [0.02, 1], weights: [0.1, 0.9] }),
];
const latents = [gaussianLatent.create({ dim: 1 }), uniformLatent.create({ low: 0, high: 1, dim: 1 })];

test('on a line, of affine, folded, flat, saturating and equal generators', async () => {
  const maps: ((z: number) => number)[] = [
    (z) => z,
    (z) => z * (1 + 1e-15),
    (z) => z + 40,
    (z) => 0.6 * z + 0.3,
    () => 0.25,
    (z) => Math.max(z, 0),
    (z) => Math.tanh(3 * z),
  ];
  for (const [t, target] of targets.entries())
    for (const latent of latents)
      for (const map of maps)
        for (const round of [(x: number) => x, Math.fround]) {
          const G = ([z]: readonly number[]) => [round(map(round(z)))];
          const D = ([x]: readonly number[]) => round(20 * Math.sin(3 * x) - t);
          await expectInRange([...exact, ...ofD], fakeSnapshot({ target, latent, G, D, samples: 50 }));
        }
});

test('on a line, of an affine network that is the data, in both precisions', async () => {
  for (const scale of [1, 1 + 2 ** -23, 1 + 2 ** -52]) {
    const G = reluChain([{ weights: [[scale]], bias: [0] }]);
    await expectInRange(exact, fakeSnapshot({ target: line, G, samples: 50 }));
  }
});
