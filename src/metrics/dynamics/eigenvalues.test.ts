import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { diracSetting, gameSetting, snapshotOf } from '../../../test/support/games.js';
import { linearGame } from '../../../test/support/linear-game.js';
import { fakeSnapshot } from '../../../test/support/snapshots.js';
import type { Choice } from '../../core/gan/setting.js';
import { gaussianTarget } from '../../core/gan/targets/gaussian.js';
import { eigenvaluesMetric } from './eigenvalues.js';

async function valuesOf(snapshot: Parameters<typeof eigenvaluesMetric.compute>[0], at = 'here') {
  const found = await eigenvaluesMetric.vector!.compute(snapshot, z.object(eigenvaluesMetric.options).parse({ at }));
  if ('absent' in found) throw new Error(found.absent);
  expect(found.shape).toEqual([found.data.length / 2, 2]);
  return Array.from({ length: found.shape[0] }, (_, i) => [...found.data.subarray(2 * i, 2 * i + 2)]);
}

const fakeOf = (game: Parameters<typeof linearGame>[0]) =>
  fakeSnapshot({ target: gaussianTarget.create({ mean: 0, std: 1 }), G: (x) => x, game: linearGame(game) });

const minimax = { name: 'minimax' };
const nonSaturating = { name: 'non-saturating' };
const wasserstein = { name: 'wasserstein' };

// f(t) = -log(1 + exp(-t)), f'(0) = 1/2; the Wasserstein GAN's slope is 1. arXiv:1801.04406, sections 2 to 4.
const around = (mean: number, square: number) => {
  const root = Math.sqrt(Math.abs(square));
  return square < 0
    ? [
        [mean, root],
        [mean, -root],
      ]
    : [
        [mean - root, 0],
        [mean + root, 0],
      ];
};
const withR1 = (gamma: number) => around(-gamma / 2, gamma ** 2 / 4 - 0.25);

describe('the eigenvalues of the Dirac-GAN at its equilibrium', () => {
  it.each<{ loss: Choice; regularizer?: Choice; expected: number[][] }>([
    { loss: minimax, expected: around(0, -0.25) },
    { loss: nonSaturating, expected: around(0, -0.25) },
    { loss: wasserstein, expected: around(0, -1) },
    { loss: wasserstein, regularizer: { name: 'weight-clipping', limit: 1 }, expected: around(0, -1) },
    { loss: minimax, regularizer: { name: 'consensus', gamma: 1 }, expected: around(-0.25, -0.25) },
    { loss: minimax, regularizer: { name: 'consensus', gamma: 3 }, expected: around(-0.75, -0.25) },
    ...[0.3, 1.5, 3].flatMap((gamma) => [
      { loss: minimax, regularizer: { name: 'r1', gamma }, expected: withR1(gamma) },
      { loss: nonSaturating, regularizer: { name: 'r2', gamma }, expected: withR1(gamma) },
    ]),
  ])('$loss.name with regularizer $regularizer', async ({ loss, regularizer, expected }) => {
    const found = await valuesOf(await snapshotOf(diracSetting(loss, regularizer && { regularizer })), 'equilibrium');
    expected
      .toSorted((a, b) => Math.hypot(...b) - Math.hypot(...a))
      .forEach(([real, imaginary], i) => {
        expect(found[i][0]).toBeCloseTo(real, 12);
        expect(found[i][1]).toBeCloseTo(imaginary, 12);
      });
  });

  it('are -s^2/4 +- sqrt(s^4/16 - 1/4) with instance noise of standard deviation s, up to sampling noise', async () => {
    const [std, draws] = [0.7, 40_000];
    const setting = diracSetting(minimax, { regularizer: { name: 'instance-noise', std } });
    const game = { ...setting.game, noiseSamples: draws };
    const snapshot = await snapshotOf({ ...setting, game });
    // Half the trace: -(1/8) (mean of squared noise on data + on samples), each mean of deviation sqrt(2 / draws) s^2.
    const error = 5 * (std ** 2 / 8) * Math.sqrt((2 * 2) / draws);
    for (const [real, imaginary] of await valuesOf(snapshot, 'equilibrium')) {
      expect(Math.abs(real + std ** 2 / 4)).toBeLessThan(error);
      expect(Math.abs(Math.abs(imaginary) - Math.sqrt(0.25 - std ** 4 / 16))).toBeLessThan(0.02);
    }
    expect(await snapshot.game!.estimator()).toBe('a fixed batch of 40000');
  });

  it('meet at gamma = 2 |f’(0)| = 1: for larger gamma the game converges without rotation', async () => {
    const regularizer = { name: 'r1', gamma: 1 };
    for (const [real, imaginary] of await valuesOf(
      await snapshotOf(diracSetting(minimax, { regularizer })),
      'equilibrium',
    )) {
      expect(real).toBeCloseTo(-0.5, 7); // a double eigenvalue is accurate to the root of the rounding error
      expect(imaginary).toBeCloseTo(0, 7);
    }
  });

  it('are absent where a gradient penalty aims at 1: at psi = 0 its derivative does not exist', async () => {
    const regularizer = { name: 'gradient-penalty', weight: 0.35, aim: 1, sides: 'two' };
    const snapshot = await snapshotOf(diracSetting(wasserstein, { regularizer }));
    const found = await eigenvaluesMetric.vector!.compute(snapshot, { at: 'equilibrium' });
    expect(found).toEqual({ absent: expect.stringContaining('a kink') });
    // Away from there the field is smooth: v = (psi, -theta - 0.7 (|psi| - 1)).
    const [first] = await valuesOf(snapshot);
    expect(first[0]).toBeCloseTo(-0.35, 6);
    expect(first[1]).toBeCloseTo(Math.sqrt(1 - 0.35 ** 2), 6);
  });
});

it('of x y are those of a rotation at every point; of the saddle minus its two curvatures', async () => {
  const bilinear = { name: 'bilinear', start: { generator: 3, discriminator: -2 }, box: {} };
  expect(await valuesOf(await snapshotOf(gameSetting(bilinear)))).toEqual([
    [0, 1],
    [0, -1],
  ]);
  const saddle = { name: 'saddle', start: { generator: 0.5, discriminator: -0.4 } };
  expect(await valuesOf(await snapshotOf(gameSetting(saddle)), 'equilibrium')).toEqual([
    [-200, 0],
    [-2, 0],
  ]);
});

it('of a symmetric J are real, the largest modulus first', async () => {
  const J = [
    [-1, 0.5, 0],
    [0.5, -3, 0],
    [0, 0, -2],
  ];
  const found = await valuesOf(fakeOf({ J, here: [0, 0, 0] }));
  const half = Math.sqrt(1 + 0.25);
  expect(found.map(([, imaginary]) => imaginary)).toEqual([0, 0, 0]);
  [-2 - half, -2, -2 + half].forEach((value, i) => {
    expect(found[i][0]).toBeCloseTo(value, 13);
  });
});

it('are absent without a game, and where J is not finite, with the reason', async () => {
  const spectrumOf = (snapshot: Parameters<typeof eigenvaluesMetric.compute>[0]) =>
    eigenvaluesMetric.vector!.compute(snapshot, { at: 'here' });
  const samples = fakeSnapshot({ target: gaussianTarget.create({ mean: 0, std: 1 }), G: (x) => x });
  expect(await spectrumOf(samples)).toEqual({ absent: 'needs the game itself' });
  const J = [
    [0, Number.NaN],
    [1, 0],
  ];
  expect(await spectrumOf(fakeOf({ J, here: [0, 0] }))).toEqual({ absent: 'the Jacobian is not finite' });
  expect(
    await eigenvaluesMetric.vector!.compute(fakeOf({ J, here: [0, 0], equilibrium: null }), { at: 'equilibrium' }),
  ).toEqual({
    absent: 'no equilibrium is known in closed form',
  });
});
