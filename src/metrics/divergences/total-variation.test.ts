import { expect, test } from 'vitest';
import { shiftedBy, unitGaussian as target } from '../../../test/support/gaussians.js';
import { everyMode, ringOf } from '../../../test/support/mode-generators.js';
import { compute, fakeSnapshot, numberOf } from '../../../test/support/snapshots.js';
import { gaussianLatent } from '../../core/gan/latents/gaussian.js';
import { uniformLatent } from '../../core/gan/latents/uniform.js';
import { ring } from '../../core/gan/targets/ring.js';
import { uniformTarget } from '../../core/gan/targets/uniform.js';
import { normalCdf } from '../../core/math/special/special.js';
import { compareDensities } from '../../density/density.js';
import { totalVariation } from './total-variation.js';

test('total-variation is 0 at q = p', async () => {
  expect(await numberOf(totalVariation, { target, G: shiftedBy(0) })).toBeCloseTo(0, 12);
});

test.each([0.5, 1, 4])('total-variation of Gaussians %d apart is 2 Phi(d/2) - 1', async (d) => {
  expect(await numberOf(totalVariation, { target, G: shiftedBy(d) })).toBeCloseTo(2 * normalCdf(d / 2) - 1, 3);
});

test('total-variation of shifted uniforms is the shift', async () => {
  const box = uniformTarget.create({ low: 0, high: 1 });
  const latent = uniformLatent.create({ low: 0, high: 1, dim: 1 });
  const apart = (d: number) => numberOf(totalVariation, { target: box, latent, G: ([z]) => [z + d] });
  expect(await apart(0.3)).toBeCloseTo(0.3, 9);
  expect(await apart(2)).toBeCloseTo(1, 9);
});

test('an atom contributes half of its mass, and the density it lacks the other half', async () => {
  expect(await numberOf(totalVariation, { target, G: ([z]) => [Math.max(z, 0)] })).toBeCloseTo(0.5, 6);
  expect(await numberOf(totalVariation, { target, G: () => [0] })).toBeCloseTo(1, 9);
});

test('total-variation is absent where the output is not a number', async () => {
  expect(await compute(totalVariation, { target, G: () => [Number.NaN] })).toHaveProperty('absent');
});

test('total-variation of N(0, 1) and N(.3, .6^2) is exact: the panels end where p = q', async () => {
  // scipy.stats: half the integral of |p - q|, by the distribution functions at both crossings.
  expect(await numberOf(totalVariation, { target, G: ([z]) => [0.6 * z + 0.3] })).toBeCloseTo(0.2729411046330449, 9);
});

test('from samples of the data it is the noise of the cells that the estimator states', async () => {
  const eight = ring.create({ modes: 8, radius: 2, std: 0.02 });
  const wide = fakeSnapshot({
    target: eight,
    latent: gaussianLatent.create({ dim: 3 }),
    G: ringOf(eight, everyMode(8)),
  });
  const measured = await numberOf(totalVariation, wide);
  const stated = /at q = p the cells’ noise alone gives (\S+)$/.exec(await totalVariation.estimator(wide, {}))!;
  expect(measured).toBeGreaterThan(1e-3);
  expect(Math.abs(measured / Number(stated[1]) - 1)).toBeLessThan(0.1); // of some thousand cells, and two digits
  const compared = await compareDensities(wide);
  const cells = 'absent' in compared ? 0 : compared.p.filter((mass) => mass > 1e-3 / 16_384).length;
  expect(measured).toBeLessThan(Math.sqrt(cells / (2 * Math.PI * 16_384)));
  expect(await totalVariation.estimator({ ...wide, brief: true }, {})).not.toContain('noise');
});
