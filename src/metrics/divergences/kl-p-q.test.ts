import { expect, test } from 'vitest';
import { shiftedBy, unitGaussian } from '../../../test/support/gaussians.js';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { gaussianLatent } from '../../core/gan/latents/gaussian.js';
import { uniformLatent } from '../../core/gan/latents/uniform.js';
import { gaussianTarget } from '../../core/gan/targets/gaussian.js';
import { mixture } from '../../core/gan/targets/mixture.js';
import { uniformTarget } from '../../core/gan/targets/uniform.js';
import { klPQ } from './kl-p-q.js';

const target = unitGaussian;

test('kl-p-q is 0 at q = p', async () => {
  expect(await numberOf(klPQ, { target, G: shiftedBy(0) })).toBeCloseTo(0, 12);
});

test('kl-p-q of N(0, 1) and N(1, 1/4) is 2 (1 + 1) - 1/2 - ln 2: its direction shows', async () => {
  expect(await numberOf(klPQ, { target, G: ([z]) => [1 + z / 2] })).toBeCloseTo(4 - 0.5 - Math.LN2, 8);
});

test('kl-p-q is exact far in the tail of q', async () => {
  expect(await numberOf(klPQ, { target, G: shiftedBy(8) })).toBeCloseTo(32, 8);
});

test.each([0.3, 0.1, 0.03, 0.005])('kl-p-q of N(0, 1) and a q %d as wide is ln s + (1 / s^2 - 1) / 2', async (s) => {
  const measured = await numberOf(klPQ, { target, G: ([z]) => [s * z] });
  expect(measured / (Math.log(s) + (1 / (s * s) - 1) / 2)).toBeCloseTo(1, 6);
});

test('kl-p-q is infinite where G covers one side only', async () => {
  const softplus = ([z]: readonly number[]) => [Math.log1p(Math.exp(z))];
  expect(await numberOf(klPQ, { target, G: softplus })).toBe(Infinity);
});

test('kl-p-q of a very narrow G is followed to where q underflows', async () => {
  // log s + (1 + m^2) / (2 s^2) - 1/2
  for (const s of [1e-3, 1e-6]) {
    const exact = Math.log(s) + (1 + 0.09) / (2 * s * s) - 0.5;
    expect((await numberOf(klPQ, { target, G: ([z]) => [s * z + 0.3] })) / exact).toBeCloseTo(1, 9);
  }
});

test('kl-p-q counts a mode of p where q underflows, behind a gap; beyond all reach it is absent', async () => {
  // E_p[x^2] / 2 - 1/2 - ln 2 for p = N(0, 1) / 2 + N(m, 1) / 2 and q = N(0, 1).
  const apart = (mean: number) => ({ target: mixture.create({ means: [0, mean], stds: 1 }), G: shiftedBy(0) });
  for (const mean of [1e3, -1e3, 1e6])
    expect((await numberOf(klPQ, apart(mean))) / (mean ** 2 / 4 - Math.LN2)).toBeCloseTo(1, 9);
  expect(await compute(klPQ, apart(1e12))).toEqual({
    absent: 'a mass of 0.50 of p lies where q is positive but too small to be computed',
  });
});

test('kl-p-q is infinite where q misses a part of p', async () => {
  expect(await numberOf(klPQ, { target, G: ([z]) => [Math.tanh(z)] })).toBe(Infinity);
  const box = uniformTarget.create({ low: 0, high: 3 });
  const latent = uniformLatent.create({ low: 0, high: 1, dim: 1 });
  expect(await numberOf(klPQ, { target: box, latent, G: ([z]) => [3 * z] })).toBeCloseTo(0, 9);
  expect(await numberOf(klPQ, { target: box, latent, G: ([z]) => [2.9 * z] })).toBe(Infinity);
  // Half of q covers a third of p, the other half the rest: ln 2 / 3 - ... by the two pieces' densities 1/2 and 1/4.
  const kinked = ([z]: readonly number[]) => [z < 0.5 ? 2 * z : 4 * z - 1];
  const expected = Math.log(1 / 3 / 0.5) / 3 + (2 * Math.log(1 / 3 / 0.25)) / 3;
  expect(await numberOf(klPQ, { target: box, latent, G: kinked })).toBeCloseTo(expected, 6);
});

test('kl-p-q in the plane detects a shift, and is finite with an unbounded latent', async () => {
  const plane = gaussianTarget.create({ mean: 0, std: 1, dim: 2 });
  const measured = await numberOf(klPQ, { target: plane, G: ([a, b]) => [a + 1, b] });
  expect(measured).toBeGreaterThan(0.49);
  expect(measured).toBeLessThan(0.501); // linear pieces make q slightly narrower
  expect(await numberOf(klPQ, { target: plane, G: () => [0, 1] })).toBeGreaterThan(20);
});

test('kl-p-q from neighbours is 1/2 nat for a shift of one standard deviation, 0 without', async () => {
  const plane = gaussianTarget.create({ mean: 0, std: 1, dim: 2 });
  const latent = gaussianLatent.create({ dim: 3 });
  const error = Math.sqrt(1.22 / 8192); // as of kl-q-p
  for (const [shift, kl] of [
    [0, 0],
    [1, 0.5],
  ]) {
    const measured = await numberOf(klPQ, { target: plane, latent, G: ([a, b]) => [a + shift, b] });
    expect(Math.abs(measured - kl)).toBeLessThan(5 * error);
  }
});

test('kl-p-q is absent where the output is not a number', async () => {
  expect(await compute(klPQ, { target, G: () => [Number.NaN] })).toHaveProperty('absent');
});
