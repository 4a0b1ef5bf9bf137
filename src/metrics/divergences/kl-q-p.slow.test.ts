import { describe, expect, test } from 'vitest';
import { gaussianTable, shiftedBy, unitGaussian } from '../../../test/support/gaussians.js';
import { lineOfModes, onModes } from '../../../test/support/mode-generators.js';
import { compute, fakeSnapshot, numberOf } from '../../../test/support/snapshots.js';
import { gaussianLatent } from '../../core/gan/latents/gaussian.js';
import { gaussianTarget } from '../../core/gan/targets/gaussian.js';
import { gaussLegendre, normalDensity } from '../../core/math/special/special.js';
import { klQP } from './kl-q-p.js';

const target = unitGaussian;

describe('kl-q-p on a line', () => {
  test('is 0 at q = p', async () => {
    expect(await numberOf(klQP, { target, G: shiftedBy(0) })).toBeCloseTo(0, 12);
  });

  test.each(gaussianTable)('is $kl nats for Gaussians $d apart', async ({ d, kl }) => {
    expect(await numberOf(klQP, { target, G: shiftedBy(d) })).toBeCloseTo(kl, 9);
  });

  test('of N(1, 1/4) and N(0, 1) is (1/4 + 1 - 1)/2 + ln 2: its direction shows', async () => {
    expect(await numberOf(klQP, { target, G: ([z]) => [1 + z / 2] })).toBeCloseTo(1 / 8 + Math.LN2, 9);
  });

  test('of a folded Gaussian is ln 2', async () => {
    expect(await numberOf(klQP, { target, G: ([z]) => [Math.abs(z)] })).toBeCloseTo(Math.LN2, 6);
  });

  // E log z^2 = digamma(1/2) + ln 2 under a normal z.
  const meanLogSquare = -1.2703628454614782;

  test('of a chi-squared, with its fold and its pole, is 1 - E log(z^2) / 2', async () => {
    expect(await numberOf(klQP, { target, G: ([z]) => [z * z] })).toBeCloseTo(1 - meanLogSquare / 2, 5);
  });

  test('of a smooth bend is the integral over z of log p_z - log |G’| - log p', async () => {
    const [G, slope] = [(z: number) => z ** 3 / 3 + 0.05 * z, (z: number) => z ** 2 + 0.05];
    const rule = gaussLegendre(20);
    let expected = 0;
    for (let panel = -80; panel < 80; panel++)
      rule.nodes.forEach((node, k) => {
        const z = (panel + 0.5 + node / 2) / 10;
        const logRatio = -(z ** 2) / 2 - Math.log(slope(z)) + G(z) ** 2 / 2;
        expected += (rule.weights[k] / 20) * normalDensity(z) * logRatio;
      });
    expect(await numberOf(klQP, { target, G: ([z]) => [G(z)] })).toBeCloseTo(expected, 5);
  });

  test('of a lognormal is (e^2 - 1)/2', async () => {
    expect(await numberOf(klQP, { target, G: ([z]) => [Math.exp(z)] })).toBeCloseTo((Math.E ** 2 - 1) / 2, 4);
  });

  test.each([1, 2, 5, 8])('of %d of 8 separated modes is log(8 / m)', async (m) => {
    expect(await numberOf(klQP, { target: lineOfModes, G: onModes(m) })).toBeCloseTo(Math.log(8 / m), 4);
  });

  test('is infinite where q has an atom, and where p is 0', async () => {
    expect(await numberOf(klQP, { target, G: ([z]) => [Math.max(z, 0)] })).toBe(Infinity);
    expect(await numberOf(klQP, { target, G: () => [0] })).toBe(Infinity);
  });

  test('keeps the log density where the density underflows', async () => {
    const narrow = gaussianTarget.create({ mean: 0, std: 0.02 });
    // KL(N(2, 0.02^2) || N(0, 0.02^2)) = (2 / 0.02)^2 / 2
    expect(await numberOf(klQP, { target: narrow, G: ([z]) => [2 + 0.02 * z] })).toBeCloseTo(5000, 6);
  });

  test('is absent where the output is not a number', async () => {
    expect(await compute(klQP, { target, G: () => [Number.NaN] })).toEqual({ absent: "G's output is not finite" });
  });
});

describe('kl-q-p from neighbours', () => {
  const plane = gaussianTarget.create({ mean: [0, 0], std: [1, 2] });
  const latent = gaussianLatent.create({ dim: 3 });
  // log q - log p has a variance of about 1 here, the neighbours' log volume one of 0.22.
  const error = Math.sqrt(1.22 / 8192);

  test('is 0 at q = p within five standard errors', async () => {
    const G = ([a, b]: readonly number[]) => [a, 2 * b];
    expect(Math.abs(await numberOf(klQP, { target: plane, latent, G }))).toBeLessThan(5 * error);
  });

  test('is 1/2 nat for a shift of one standard deviation', async () => {
    const snapshot = fakeSnapshot({ target: plane, latent, G: ([a, b]) => [a, 2 * b + 2] });
    expect(Math.abs((await numberOf(klQP, snapshot)) - 0.5)).toBeLessThan(5 * error);
    expect(await klQP.estimator(snapshot, {})).toContain('k = 5, n = 8192');
  });

  test('is infinite where samples repeat', async () => {
    expect(await numberOf(klQP, { target: plane, latent, G: ([a]) => [Math.max(a, 0), 0] })).toBe(Infinity);
  });
});
