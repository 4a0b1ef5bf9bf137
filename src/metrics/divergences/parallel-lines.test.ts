/** Example 1 of the Wasserstein GAN paper: all of G on one upright line, all data on another, theta away. */
import { expect, test } from 'vitest';
import { compute, fakeSnapshot, numberOf } from '../../../test/support/snapshots.js';
import { uniformLatent } from '../../core/gan/latents/uniform.js';
import { parallelLines } from '../../core/gan/targets/parallel-lines.js';
import { js } from './js.js';
import { klPQ } from './kl-p-q.js';
import { klQP } from './kl-q-p.js';
import { totalVariation } from './total-variation.js';
import { wasserstein1 } from './wasserstein-1.js';

const lines = (std: number) => parallelLines.create({ lines: 1, spacing: 1, length: 1, std });
const latent = uniformLatent.create({ low: 0, high: 1, dim: 1 });
const apart = (theta: number, std = 1e-4) =>
  fakeSnapshot({ target: lines(std), latent, G: ([z]) => [theta, z], samples: 400 });

test.each([0.5, -2])('lines %d apart: JSD is ln 2, TV is 1, KL is infinite both ways', async (theta) => {
  const snapshot = apart(theta);
  expect(await numberOf(js, snapshot)).toBeCloseTo(Math.LN2, 12);
  expect(await numberOf(totalVariation, snapshot)).toBeCloseTo(1, 12);
  expect(await numberOf(klQP, snapshot)).toBe(Infinity);
  expect(await numberOf(klPQ, snapshot)).toBe(Infinity);
});

test.each([0.5, 2])('lines %d apart: W is |theta|, the only distance that depends on it', async (theta) => {
  // 400 samples of each cannot be matched at equal height: they are about 1/sqrt(400) apart, orthogonally to theta.
  expect(Math.abs((await numberOf(wasserstein1, apart(theta))) - theta)).toBeLessThan((0.05 ** 2 / (2 * theta)) * 5);
});

test('lines without noise have no density: metrics that need one are absent', async () => {
  expect(await compute(js, apart(1, 0))).toEqual({ absent: "the target's density is not known" });
  expect(await numberOf(wasserstein1, apart(1, 0))).toBeCloseTo(1, 2);
});
