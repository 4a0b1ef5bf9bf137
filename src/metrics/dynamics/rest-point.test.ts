import { describe, expect, it } from 'vitest';
import { diracSetting, gameSetting, snapshotOf } from '../../../test/support/games.js';
import { gameFake } from '../../../test/support/linear-game.js';
import { smallSetting } from '../../../test/support/setting.js';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { fieldNorm } from './field-norm.js';
import { restPoint } from './rest-point.js';
import { spectralAbscissa } from './spectral-abscissa.js';

/** v = J x at x = 1e-4 (1, 1, ...), from the start at (1, 1, ...). */
const near = (J: readonly (readonly number[])[], changes: object = {}) =>
  gameFake({ J, here: J.map(() => 1e-4), start: J.map(() => 1), ...changes });

/** Blocks: minus the Hessians of G and of D, and their interaction. */
const game = (g: readonly number[], d: readonly number[], interaction = 9) => [
  [-g[0], 0, interaction, 0],
  [0, -g[1], 0, interaction],
  [-interaction, 0, -d[0], 0],
  [0, -interaction, 0, -d[1]],
];

describe('field-norm', () => {
  it('is the share of the initial norm: 1 at the start, 0 at the equilibrium, |J x| / |J x_0| of a linear game', async () => {
    const J = [
      [-3, 4],
      [0, 2],
    ];
    expect(await numberOf(fieldNorm, gameFake({ J, here: [1, 1], start: [1, 1] }))).toBe(1);
    expect(await numberOf(fieldNorm, gameFake({ J, here: [0, 0], start: [1, 1] }))).toBe(0);
    // (1, 2) / 10 against (-3, 0)
    expect(await numberOf(fieldNorm, gameFake({ J, here: [0.1, 0.1], start: [1, 0] }))).toBeCloseTo(
      Math.sqrt(0.05) / 3,
      14,
    );
  });

  it('of the Dirac-GAN is that of its closed form', async () => {
    // v = (psi sigmoid(-psi theta), -theta sigmoid(psi theta)) from (1, -1).
    const sigmoid = (t: number) => 1 / (1 + Math.exp(-t));
    const norm = (theta: number, psi: number) => Math.hypot(psi * sigmoid(psi * theta), theta * sigmoid(psi * theta));
    const snapshot = await snapshotOf(diracSetting({ name: 'minimax' }), [0.3, 0.2]);
    expect(await numberOf(fieldNorm, snapshot)).toBeCloseTo(norm(0.3, 0.2) / norm(1, -1), 12);
  });

  it('is absent without a game, at a start that rests, and where the field is not finite', async () => {
    expect(await compute(fieldNorm, gameFake(null))).toEqual({ absent: 'needs the game itself' });
    expect(await compute(fieldNorm, gameFake({ J: [[1]], here: [1], start: [0] }))).toEqual({
      absent: 'the vector field is 0 at the initial parameters',
    });
    expect(await compute(fieldNorm, gameFake({ J: [[Number.NaN]], here: [1] }))).toEqual({
      absent: 'the vector field is not finite',
    });
  });
});

describe('rest-point', () => {
  it('is 0 at a local Nash equilibrium, whether or not training is led there', async () => {
    expect(await numberOf(restPoint, near(game([2, 1], [3, 0.5])))).toBe(0);
    expect(await numberOf(restPoint, near(game([0, 0], [0, 0])))).toBe(0); // bilinear: both losses are flat
    expect(await numberOf(restPoint, near(game([1, 0], [0, 2])))).toBe(0);
  });

  it('is -l / L of the player whose loss bends downwards, and tells which', async () => {
    const of = async (g: readonly number[], d: readonly number[], interaction: number) =>
      Promise.all(
        ['either', 'generator', 'discriminator'].map((player) =>
          numberOf(restPoint, near(game(g, d, interaction)), { player }),
        ),
      );
    for (const [found, expected] of [
      [await of([4, -1], [3, 2], 0), [0.25, 0.25, 0]], // a saddle for G
      [await of([4, 1], [3, -2], 0), [0.5, 0, 0.5]], // a saddle for D
      [await of([-1, 2], [5, -2], 0), [0.4, 0.2, 0.4]], // for both
      [await of([-1, -2], [1, 1], 0), [1, 1, 0]], // a maximum of G's loss
      // The interaction has the largest |eigenvalue|: of (-2 - x)(-2 - x) = -81, |x|^2 = 4 + 81.
      [await of([2, -1], [2, 1], 9), [1 / Math.sqrt(85), 1 / Math.sqrt(85), 0]],
    ])
      found.forEach((value, i) => {
        expect(value).toBeCloseTo(expected[i], 12);
      });
    // Eigenvalues of J that cancel, (1 - x)(-1 - x) = -1, do not make it infinite.
    const cancelling = [
      [1, 1],
      [-1, -1],
    ];
    expect(await numberOf(restPoint, near(cancelling))).toBeCloseTo(1, 7);
  });

  it('finds a saddle of G that attracts, which is no equilibrium', async () => {
    // Interaction turns G's ascent into D's descent: trace -3, determinant -4 + 81 > 0.
    const J = [
      [1, 9],
      [-9, -4],
    ];
    const snapshot = near(J);
    // |x|^2 is the determinant, 77.
    expect(await numberOf(restPoint, snapshot, { player: 'generator' })).toBeCloseTo(1 / Math.sqrt(77), 12);
    expect(await numberOf(restPoint, snapshot, { player: 'discriminator' })).toBe(0);
    expect(await numberOf(spectralAbscissa, snapshot)).toBeCloseTo(-1.5, 12);
  });

  it('is absent where the players move, with the field’s norm', async () => {
    const J = game([4, -1], [3, 2]);
    expect(await compute(restPoint, gameFake({ J, here: J.map(() => 0.2), start: J.map(() => 1) }))).toEqual({
      absent: 'the players do not rest: field-norm is 0.20, above 0.1',
    });
    expect(await numberOf(restPoint, gameFake({ J, here: J.map(() => 0.09), start: J.map(() => 1) }))).toBeGreaterThan(
      0.1,
    );
  });

  it('of the Dirac-GAN is 0 at its equilibrium, and near it of second order in the distance', async () => {
    const setting = diracSetting({ name: 'minimax' });
    expect(await numberOf(restPoint, await snapshotOf(setting, [0, 0]))).toBe(0);
    // G's loss -softplus(psi theta) has the second derivative -psi^2 sigmoid'(psi theta); the eigenvalues of J are about +-i / 2.
    const found = await numberOf(restPoint, await snapshotOf(setting, [0.01, 0.02]));
    expect(found / (0.02 ** 2 / 2)).toBeCloseTo(1, 2);
    expect(await compute(restPoint, await snapshotOf(setting, [0.5, 0.5]))).toHaveProperty('absent');
  });

  it('of the saddle problem at its origin is a minimum for both players, as its Hessians are 200 and 2', async () => {
    const saddle = { name: 'saddle', start: { generator: 0.5, discriminator: -0.4 } };
    expect(await numberOf(restPoint, await snapshotOf(gameSetting(saddle), [0, 0]))).toBe(0);
  });

  it('of networks is absent at their start, where nothing rests', async () => {
    const tanh = { ...smallSetting().generator, activation: { name: 'tanh' }, hidden: [3] };
    const snapshot = await snapshotOf(smallSetting({ generator: tanh, discriminator: tanh, dtype: 'float64' }));
    expect(await compute(restPoint, snapshot)).toEqual({
      absent: 'the players do not rest: field-norm is 1.0, above 0.1',
    });
    expect(await restPoint.estimator(snapshot, { player: 'either' })).toBe('a fixed batch of 512; field-norm 1.0');
  });

  it('is absent without a game, and of a D that has no parameters of its own', async () => {
    expect(await compute(restPoint, gameFake(null))).toEqual({ absent: 'needs the game itself' });
    const alone = near(
      [
        [-2, 0],
        [0, 1],
      ],
      { generator: 2 },
    );
    expect(await numberOf(restPoint, alone)).toBe(0.5);
    expect(await compute(restPoint, alone, { player: 'discriminator' })).toEqual({
      absent: 'the discriminator has no parameters that are trained',
    });
  });
});
