import { expect, test } from 'vitest';
import { shiftedBy, unitGaussian as target } from '../../../test/support/gaussians.js';
import { everyMode, ringOf } from '../../../test/support/mode-generators.js';
import { compute, fakeSnapshot, numberOf } from '../../../test/support/snapshots.js';
import { gaussianLatent } from '../../core/gan/latents/gaussian.js';
import { gaussianTarget } from '../../core/gan/targets/gaussian.js';
import { ring } from '../../core/gan/targets/ring.js';
import { compareDensities } from '../../density/density.js';
import { hellinger } from './hellinger.js';

test('hellinger is 0 at q = p', async () => {
  expect(await numberOf(hellinger, { target, G: shiftedBy(0) })).toBeCloseTo(0, 6);
});

test.each([0.5, 1, 4])('hellinger of Gaussians %d apart is sqrt(1 - exp(-d^2/8))', async (d) => {
  const expected = Math.sqrt(1 - Math.exp((-d * d) / 8));
  expect(await numberOf(hellinger, { target, G: shiftedBy(d) })).toBeCloseTo(expected, 9);
});

test('hellinger in the plane is that of the line within 1 %', async () => {
  const plane = gaussianTarget.create({ mean: 0, std: [1, 3] });
  const expected = Math.sqrt(1 - Math.exp(-1 / 8));
  const measured = await numberOf(hellinger, { target: plane, G: ([a, b]) => [a + 1, 3 * b] });
  expect(Math.abs(measured / expected - 1)).toBeLessThan(0.01);
});

test('hellinger of a constant generator is 1, as of disjoint supports', async () => {
  expect(await numberOf(hellinger, { target, G: () => [0] })).toBeCloseTo(1, 9);
});

test('hellinger is absent where the output is not a number', async () => {
  expect(await compute(hellinger, { target, G: () => [Number.NaN] })).toHaveProperty('absent');
});

test('from samples of the data it is the noise of the cells that the estimator states', async () => {
  const eight = ring.create({ modes: 8, radius: 2, std: 0.02 });
  const wide = fakeSnapshot({
    target: eight,
    latent: gaussianLatent.create({ dim: 3 }),
    G: ringOf(eight, everyMode(8)),
  });
  const measured = await numberOf(hellinger, wide);
  const stated = /at q = p the cells’ noise alone gives (\S+)$/.exec(await hellinger.estimator(wide, {}))!;
  expect(measured).toBeGreaterThan(1e-3);
  expect(Math.abs(measured / Number(stated[1]) - 1)).toBeLessThan(0.1); // of some thousand cells, and two digits
  const compared = await compareDensities(wide);
  const cells = 'absent' in compared ? 0 : compared.p.filter((mass) => mass > 1e-3 / 16_384).length;
  expect(measured).toBeLessThan(Math.sqrt(cells / (8 * 16_384)));
  expect(await hellinger.estimator({ ...wide, brief: true }, {})).not.toContain('noise');
});
