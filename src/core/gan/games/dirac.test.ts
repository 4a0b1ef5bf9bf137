import { describe, expect, it } from 'vitest';
import { ALTERNATING, diracSetting, eigenvalues, endOf, fieldOf } from '../../../../test/support/games.js';

const sigmoid = (s: number) => 1 / (1 + Math.exp(-s));
const minimax = { name: 'minimax' };
const nonSaturating = { name: 'non-saturating' };
const wasserstein = { name: 'wasserstein' };
// The authors' weight of .7 has a half before it.
const gradientPenalty = { name: 'gradient-penalty', weight: 0.35, aim: 1, sides: 'two' };
const clipping = { name: 'weight-clipping', limit: 1 };
// Their code leaves out a term of the second derivative; with it, it ends here.
const consensus = { name: 'consensus', gamma: 1 };
const r1 = (gamma: number) => ({ name: 'r1', gamma });
const r2 = (gamma: number) => ({ name: 'r2', gamma });

const PLACES = [
  [1, -1],
  [1, 1],
  [-0.3, 2.5],
  [4, -3],
  [0.01, 0],
  [0, 0],
];

// With f(t) = -log(1 + exp(-t)) and psi for minus the authors' psi: descent on both players' losses.
describe('the Dirac-GAN moves along the published field', () => {
  it.each([
    { loss: minimax, G: (s: number) => sigmoid(s), D: (s: number) => -sigmoid(s) },
    { loss: nonSaturating, G: (s: number) => sigmoid(-s), D: (s: number) => -sigmoid(s) },
    { loss: wasserstein, G: () => 1, D: () => -1 },
  ])('$loss.name', async ({ loss, G, D }) => {
    const at = await fieldOf(diracSetting(loss));
    for (const [theta, psi] of PLACES) {
      const { field } = await at(theta, psi);
      expect(Math.abs(field[0] - psi * G(psi * theta))).toBeLessThan(1e-12);
      expect(Math.abs(field[1] - theta * D(psi * theta))).toBeLessThan(1e-12);
    }
  });

  it.each([r1(0.7), r2(0.7)])('and $name pulls psi back by gamma psi', async (regularizer) => {
    const at = await fieldOf(diracSetting(minimax, { regularizer }));
    for (const [theta, psi] of PLACES) {
      const { field } = await at(theta, psi);
      expect(Math.abs(field[0] - psi * sigmoid(psi * theta))).toBeLessThan(1e-12);
      expect(Math.abs(field[1] + theta * sigmoid(psi * theta) + 0.7 * psi)).toBeLessThan(1e-12);
    }
  });
});

it('the Dirac-GAN under consensus optimization shortens its own field, gamma / 2 (psi^2 + theta^2) f^2', async () => {
  const at = await fieldOf(diracSetting(minimax, { regularizer: { name: 'consensus', gamma: 0.6 } }));
  for (const [theta, psi] of PLACES) {
    const { field } = await at(theta, psi);
    const f = sigmoid(psi * theta);
    // The term with f (1 - f) is where the authors' code has a stray half.
    const bent = f * f * (1 - f) * (psi * psi + theta * theta);
    expect(Math.abs(field[0] - (psi * f - 0.6 * (bent * psi + f * f * theta)))).toBeLessThan(1e-12);
    expect(Math.abs(field[1] - (-theta * f - 0.6 * (bent * theta + f * f * psi)))).toBeLessThan(1e-12);
  }
});

it('the Dirac-GAN under a gradient penalty is drawn to |psi| = aim, and not to 0', async () => {
  const setting = diracSetting(wasserstein, { regularizer: { ...gradientPenalty, weight: 0.25, aim: 0.5 } });
  const at = await fieldOf(setting, { 'mix-uniform-sample': [0.3] });
  for (const [theta, psi] of PLACES) {
    const { field } = await at(theta, psi);
    const length = Math.sqrt(psi * psi + 1e-12); // the regularizer's own epsilon
    expect(Math.abs(field[0] - psi)).toBeLessThan(1e-12);
    expect(Math.abs(field[1] - (-theta - (0.5 * (length - 0.5) * psi) / length))).toBeLessThan(1e-12);
  }
});

describe('the eigenvalues at the equilibrium', () => {
  it.each([
    { loss: minimax, slope: 0.5 },
    { loss: nonSaturating, slope: 0.5 },
    { loss: wasserstein, slope: 1 },
  ])('are +-$slope i for $loss.name without a regularizer: it rotates', async ({ loss, slope }) => {
    const { jacobian } = await (await fieldOf(diracSetting(loss)))(0, 0);
    const { mean, real, imaginary } = eigenvalues(jacobian);
    expect([mean, real].map(Math.abs)).toEqual([0, 0]);
    expect(imaginary).toBeCloseTo(slope, 12);
  });

  it.each([0.3, 0.6, 1, 1.5, 3].flatMap((gamma) => [r1(gamma), r2(gamma)]))(
    'are -gamma/2 +- sqrt(gamma^2/4 - 1/4) with $name, gamma $gamma: it converges, from gamma 1 without rotation',
    async (regularizer) => {
      const { gamma } = regularizer;
      const { jacobian } = await (await fieldOf(diracSetting(minimax, { regularizer })))(0, 0);
      const { mean, real, imaginary } = eigenvalues(jacobian);
      expect(mean).toBeCloseTo(-gamma / 2, 12);
      expect(real).toBeCloseTo(Math.sqrt(Math.max(0, gamma ** 2 / 4 - 0.25)), 12);
      expect(imaginary).toBeCloseTo(Math.sqrt(Math.max(0, 0.25 - gamma ** 2 / 4)), 12);
    },
  );

  it('are -1/4 +- i/2 with consensus optimization of weight 1', async () => {
    const { jacobian } = await (await fieldOf(diracSetting(minimax, { regularizer: consensus })))(0, 0);
    const { mean, real, imaginary } = eigenvalues(jacobian);
    expect(mean).toBeCloseTo(-0.25, 12);
    expect(real).toBe(0);
    expect(imaginary).toBeCloseTo(0.5, 12);
  });
});

// The authors' configuration: h = .2, 500 steps, G first where they alternate. Their psi is minus ours.
describe("500 steps end where the authors' code ends", () => {
  it.each([
    { loss: minimax, regularizer: undefined, simultaneous: 3.09695, alternating: 1.42102 },
    { loss: nonSaturating, regularizer: undefined, simultaneous: 0.640207, alternating: 0.283923 },
    { loss: minimax, regularizer: r1(0.3), simultaneous: 2.64266e-6, alternating: 2.30091e-7 },
    { loss: nonSaturating, regularizer: r1(0.3), simultaneous: 2.21196e-6, alternating: 1.49942e-7 },
    { loss: nonSaturating, regularizer: r2(0.3), simultaneous: 2.21196e-6, alternating: 1.49942e-7 },
    { loss: wasserstein, regularizer: clipping, simultaneous: 1.00215, alternating: 1.02412 },
    { loss: wasserstein, regularizer: gradientPenalty, simultaneous: 1.80179, alternating: 1.22107 },
    { loss: minimax, regularizer: consensus, simultaneous: 2.57855e-10, alternating: 1.7241e-11 },
  ])('$loss.name with regularizer $regularizer', async ({ loss, regularizer, simultaneous, alternating }) => {
    const given = regularizer ? { regularizer } : {};
    const atOnce = await endOf(diracSetting(loss, given));
    const inTurn = await endOf(diracSetting(loss, { ...given, scheme: ALTERNATING }));
    expect(Number(atOnce.distance.toPrecision(6))).toBe(simultaneous);
    expect(Number(inTurn.distance.toPrecision(6))).toBe(alternating);
  });

  it('from (1, +1), where D begins on the other side, the same game ends elsewhere', async () => {
    const start = { generator: 1, discriminator: 1 };
    const round = async (loss: { name: string }, scheme = { name: 'simultaneous' }) =>
      Number((await endOf(diracSetting(loss, { start, scheme }))).distance.toPrecision(6));
    expect(await round(minimax)).toBe(3.3534);
    expect(await round(minimax, ALTERNATING)).toBe(1.49546);
    expect(await round(nonSaturating)).toBe(0.640207);
    expect(await round(nonSaturating, ALTERNATING)).toBe(0.27063);
  });
});
