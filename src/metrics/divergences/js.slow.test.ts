import { expect, test } from 'vitest';
import { eightModes, gaussianTable, shiftedBy, unitGaussian } from '../../../test/support/gaussians.js';
import { lineOfModes, onModes } from '../../../test/support/mode-generators.js';
import { compute, fakeSnapshot, numberOf } from '../../../test/support/snapshots.js';
import { uniformLatent } from '../../core/gan/latents/uniform.js';
import { gaussianTarget } from '../../core/gan/targets/gaussian.js';
import { grid } from '../../core/gan/targets/grid.js';
import { ring } from '../../core/gan/targets/ring.js';
import { twoClusters } from '../../core/gan/targets/two-clusters.js';
import { uniformTarget } from '../../core/gan/targets/uniform.js';
import { stream } from '../../core/math/random/random.js';
import { samplesSnapshot } from '../../density/samples/samples-snapshot.js';
import { js } from './js.js';

const target = unitGaussian;

test('js is 0 at q = p', async () => {
  expect(await numberOf(js, { target, G: shiftedBy(0) })).toBeCloseTo(0, 12);
});

test.each(gaussianTable)('js is $js nats for Gaussians $d apart', async (row) => {
  expect(await numberOf(js, { target, G: shiftedBy(row.d) })).toBeCloseTo(row.js, 9);
});

test('js of disjoint supports is ln 2', async () => {
  const latent = uniformLatent.create({ low: 0, high: 1, dim: 1 });
  const box = uniformTarget.create({ low: 0, high: 1 });
  expect(await numberOf(js, { target: box, latent, G: ([z]) => [z + 1.5] })).toBeCloseTo(Math.LN2, 12);
  // Half of each overlaps: ln 2 / 2.
  expect(await numberOf(js, { target: box, latent, G: ([z]) => [z + 0.5] })).toBeCloseTo(Math.LN2 / 2, 9);
});

test.each([...eightModes.entries()])('js of %d + 1 of 8 separated modes is %d', async (missing, expected) => {
  const measured = await numberOf(js, { target: lineOfModes, G: onModes(missing + 1) });
  expect(Math.abs(measured - expected)).toBeLessThan(6e-5); // published to four digits
});

test('js of one of two intervals, each with half of the mass, is that of one of two modes', async () => {
  const clusters = twoClusters.create({ width: 0.3, distance: 4 });
  const latent = uniformLatent.create({ low: 0, high: 0.3, dim: 1 });
  const expected = ((Math.log(0.5 / 0.75) + Math.log(0.5 / 0.25)) / 2 + Math.log(1 / 0.75)) / 2;
  expect(await numberOf(js, { target: clusters, latent, G: ([z]) => [z] })).toBeCloseTo(expected, 9);
  expect(await numberOf(js, { target: clusters, latent, G: ([z]) => [z + 1] })).toBeCloseTo(Math.LN2, 9);
});

test('js of a rectified Gaussian is ln 2 / 2: half of it for the atom, half for the missing side', async () => {
  expect(await numberOf(js, { target, G: ([z]) => [Math.max(z, 0)] })).toBeCloseTo(Math.LN2 / 2, 7);
});

test('js of a constant generator is ln 2', async () => {
  expect(await numberOf(js, { target, G: () => [0] })).toBeCloseTo(Math.LN2, 12);
});

test('js in the plane is that of the line within 1 %, from below', async () => {
  const plane = gaussianTarget.create({ mean: 0, std: [1, 3] });
  const snapshot = fakeSnapshot({ target: plane, G: ([a, b]) => [a + 1, 3 * b] });
  const measured = await numberOf(js, snapshot);
  expect(measured).toBeLessThan(0.1114214822);
  expect(measured).toBeGreaterThan(0.1114214822 * 0.99);
  expect(await js.estimator(snapshot, {})).toContain('64 x 64 latent cells');
  expect(await js.estimator(snapshot, {})).toContain('relative to half as many latent cells');
  expect(await js.estimator({ ...snapshot, brief: true }, {})).not.toContain('half as many');
  expect(await numberOf(js, { target: plane, G: ([a, b]) => [a, 3 * b] })).toBeLessThan(1e-4);
});

// No cell of these grids would get four of so few samples of p.
test.each([
  { name: 'ring of 8', target: ring.create({ modes: 8, radius: 2, std: 0.02 }), n: 100 },
  { name: 'grid of 25', target: grid.create({ side: 5, spacing: 2, std: 0.05 }), n: 100 },
  { name: 'grid of 25', target: grid.create({ side: 5, spacing: 2, std: 0.05 }), n: 500 },
])('js from $n samples of the $name detects collapse, and is 0 for the target itself', async ({ target, n }) => {
  const sample = (draw: number) => {
    const x = new Float64Array(2 * n);
    target.sample(x, stream({ seed: 0, purpose: 'js', step: draw }));
    return x;
  };
  const jsOf = async (generated: Float64Array) => {
    const measured = await js.compute(samplesSnapshot({ target, generated, real: sample(0) }), {});
    if ('absent' in measured) throw new Error(measured.absent);
    return measured.value;
  };
  const [one] = [target.modes![0]];
  const collapsed = sample(1).map((_, i) => one.mean[i % 2] + one.std[i % 2] * Math.sin(i));
  expect(await jsOf(collapsed)).toBeGreaterThan(0.35); // of one of 8 modes it is 0.497 at least
  expect(await jsOf(sample(2).map((x) => x + 7))).toBeGreaterThan(0.68);
  const same = await Promise.all(Array.from({ length: 20 }, (_, i) => jsOf(sample(3 + i))));
  expect(Math.abs(same.reduce((sum, value) => sum + value, 0) / same.length)).toBeLessThan(0.01);
});

test('js is absent where the output is not a number', async () => {
  expect(await compute(js, { target, G: () => [Number.NaN] })).toEqual({ absent: "G's output is not finite" });
});
