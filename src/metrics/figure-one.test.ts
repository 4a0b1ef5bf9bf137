import { expect, test } from 'vitest';
import { optimalScore, shiftedBy, unitGaussian as target } from '../../test/support/gaussians.js';
import { fakeSnapshot } from '../../test/support/snapshots.js';
import { gaussianLatent } from '../core/gan/latents/gaussian.js';
import { wasserstein } from '../core/gan/losses/wasserstein.js';
import { normalDensity, sigmoid } from '../core/math/special/special.js';
import { computeFigureOne } from './figure-one.js';

test('p, q, D and D* are on one axis, wide enough for p and q', async () => {
  const { x, p, q, D, dStar, arrows } = await computeFigureOne(
    fakeSnapshot({ target, G: shiftedBy(9), D: ([at]) => 2 * at - 1 }),
  );
  expect(x).toHaveLength(500);
  expect(x[0]).toBeCloseTo(-6.5, 12);
  expect(x[499]).toBeCloseTo(9 + arrows.z[32], 12);
  x.forEach((at, i) => {
    expect(p[i]).toBeCloseTo(normalDensity(at), 12);
    expect(q[i]).toBeCloseTo(normalDensity(at - 9), 4); // the mean over a cell
    expect(D[i]).toBeCloseTo(sigmoid(2 * at - 1), 12);
    expect(dStar[i]).toBeCloseTo(sigmoid(optimalScore(9)([at])), 9);
  });
  arrows.z.forEach((z, i) => {
    expect(arrows.x[i]).toBeCloseTo(z + 9, 12);
  });
});

test('a spike narrower than the grid has its exact area', async () => {
  const { x, q, atoms } = await computeFigureOne(fakeSnapshot({ target, G: ([z]) => [0.3 + 1e-4 * z] }));
  expect(q.reduce((sum, density) => sum + density * (x[1] - x[0]), 0)).toBeCloseTo(1, 9);
  expect(atoms).toHaveLength(0);
});

test('an atom is listed beside the density', async () => {
  const { x, q, atoms } = await computeFigureOne(fakeSnapshot({ target, G: ([z]) => [Math.max(z, 0) + 1] }));
  expect(atoms).toHaveLength(1);
  expect(atoms[0].x).toBeCloseTo(1, 9);
  expect(atoms[0].mass).toBeCloseTo(0.5, 6);
  expect(q.reduce((sum, density) => sum + density * (x[1] - x[0]), 0)).toBeCloseTo(0.5, 2);
});

test('with a latent of several dimensions q is from samples, without arrows', async () => {
  const latent = gaussianLatent.create({ dim: 2 });
  const { q, x, arrows } = await computeFigureOne(fakeSnapshot({ target, latent, G: ([a, b]) => [0.6 * a + 0.8 * b] }));
  expect(q.reduce((sum, density) => sum + density * (x[1] - x[0]), 0)).toBeCloseTo(1, 2);
  expect(q[250]).toBeGreaterThan(0.25);
  expect(arrows.z).toHaveLength(0);
});

test('what is not known is NaN', async () => {
  const figure = await computeFigureOne(fakeSnapshot({ target, G: () => [Number.NaN], loss: wasserstein }));
  expect(figure.q.every(Number.isNaN)).toBe(true);
  expect(figure.D.every(Number.isNaN)).toBe(true);
  expect(figure.x.every(Number.isFinite)).toBe(true);
  expect(figure.p[250]).toBeCloseTo(normalDensity(0), 3);
});
