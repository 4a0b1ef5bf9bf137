import { describe, expect, it } from 'vitest';
import { ALTERNATING, diracSetting, gameSetting, snapshotOf } from '../../../test/support/games.js';
import { linearGame } from '../../../test/support/linear-game.js';
import { smallSetting } from '../../../test/support/setting.js';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import type { Choice, Setting } from '../../core/gan/setting.js';
import { gaussianTarget } from '../../core/gan/targets/gaussian.js';
import { spectralRadius } from './spectral-radius.js';

const GAME = { name: 'bilinear', start: { generator: 1, discriminator: 1 }, box: {} };
const both = (choice: Choice) => ({ generator: choice, discriminator: choice });
const momentum = (lr: number, momentum: number) => both({ name: 'momentum', lr, momentum });
const extragradient = { name: 'extragradient', batches: 'shared' };

async function radiusOn(changes: Partial<Setting> & { lr?: number }): Promise<number> {
  return numberOf(spectralRadius, await snapshotOf(gameSetting(GAME, changes)));
}

// Closed forms, and numbers recomputed in numpy from the updates' matrices.
describe('on min max x y, the spectral radius of a step', () => {
  it.each([
    { lr: 0.1, simultaneousRadius: 1.004988, extragradientRadius: 0.995038, optimistic: 0.994936 },
    { lr: 0.3, simultaneousRadius: 1.044031, extragradientRadius: 0.958175, optimistic: 0.948683 },
    { lr: 0.5, simultaneousRadius: 1.118034, extragradientRadius: 0.901388, optimistic: Math.SQRT1_2 },
  ])('at rate $lr', async ({ lr, simultaneousRadius, extragradientRadius, optimistic }) => {
    expect(await radiusOn({ lr })).toBeCloseTo(Math.sqrt(1 + lr ** 2), 12);
    expect(await radiusOn({ lr })).toBeCloseTo(simultaneousRadius, 6);
    expect(await radiusOn({ lr, scheme: ALTERNATING })).toBeCloseTo(1, 12);
    expect(await radiusOn({ lr, scheme: extragradient })).toBeCloseTo(Math.sqrt(1 - lr ** 2 + lr ** 4), 12);
    expect(await radiusOn({ lr, scheme: extragradient })).toBeCloseTo(extragradientRadius, 6);
    // At 0.5 the eigenvalues meet: they are accurate to the root of the rounding error.
    expect(await radiusOn({ optimizer: both({ name: 'optimistic', lr }) })).toBeCloseTo(optimistic, 6);
    expect(await radiusOn({ lr, scheme: { name: 'past-extragradient' } })).toBeCloseTo(optimistic, 6);
  });

  it.each([
    { beta: -0.5, radius: 1.000743 },
    { beta: 0, radius: 1.004988 },
    { beta: 0.5, radius: 1.045687 },
  ])('with momentum $beta and simultaneous steps at rate 0.1 is above 1: $radius', async ({ beta, radius }) => {
    expect(await radiusOn({ optimizer: momentum(0.1, beta) })).toBeCloseTo(radius, 6);
  });

  it.each([
    { lr: 0.5, beta: -0.5, radius: 0.962544 },
    { lr: 0.5, beta: -0.3, radius: 0.96485 },
    { lr: 0.5, beta: -0.1, radius: 0.980644 },
    { lr: 1, beta: -0.3, radius: 0.846401 },
  ])(
    'with negative momentum $beta and alternating steps at rate $lr is below 1: $radius',
    async ({ lr, beta, radius }) => {
      expect(await radiusOn({ optimizer: momentum(lr, beta), scheme: ALTERNATING })).toBeCloseTo(radius, 6);
    },
  );

  it('is above 1 with positive momentum and alternating steps', async () => {
    expect(await radiusOn({ optimizer: momentum(0.5, 0.1), scheme: ALTERNATING })).toBeGreaterThan(1.001);
  });
});

describe('near the equilibrium of the Dirac-GAN, a step multiplies a distance by', () => {
  const radius = async (name: string, changes: Parameters<typeof diracSetting>[1]) =>
    numberOf(spectralRadius, await snapshotOf(diracSetting({ name }, changes)));

  it.each([0.1, 0.2, 1])(
    'sqrt(1 + h^2 / 4) in simultaneous steps and 1 in alternating ones, at rate h = %d',
    async (lr) => {
      expect(await radius('minimax', { lr })).toBeCloseTo(Math.sqrt(1 + lr ** 2 / 4), 12);
      expect(await radius('non-saturating', { lr })).toBeCloseTo(Math.sqrt(1 + lr ** 2 / 4), 12);
      expect(await radius('minimax', { lr, scheme: ALTERNATING })).toBeCloseTo(1, 12);
    },
  );

  it('|1 + h lambda| with R1, lambda its eigenvalues', async () => {
    const regularizer = { name: 'r1', gamma: 0.3 };
    const [mean, root] = [-0.15, Math.sqrt(0.25 - 0.15 ** 2)];
    expect(await radius('minimax', { regularizer })).toBeCloseTo(Math.hypot(1 + 0.2 * mean, 0.2 * root), 12);
  });
});

describe('it is absent, with the reason,', () => {
  it('where a gradient penalty aims at 1, and the vector field has a kink', async () => {
    const regularizer = { name: 'gradient-penalty', weight: 0.35, aim: 1, sides: 'two' };
    expect(
      await compute(spectralRadius, await snapshotOf(diracSetting({ name: 'wasserstein' }, { regularizer }))),
    ).toEqual({
      absent: expect.stringContaining('a kink'),
    });
  });

  it('where Adam’s root has no derivative', async () => {
    const adam = { name: 'adam', lr: 0.1, beta1: 0.5, beta2: 0.99, epsilon: 1e-8 };
    expect(await compute(spectralRadius, await snapshotOf(gameSetting(GAME, { optimizer: both(adam) })))).toEqual({
      absent: 'a step has no derivative at the equilibrium',
    });
  });

  it('where no equilibrium is known, a step is random, or there is no game', async () => {
    expect(await compute(spectralRadius, await snapshotOf(smallSetting()))).toEqual({
      absent: 'no equilibrium is known in closed form',
    });
    const J = [
      [0, 1],
      [-1, 0],
    ];
    const fake = { target: gaussianTarget.create({ mean: 0, std: 1 }), G: (x: readonly number[]) => x };
    expect(await compute(spectralRadius, { ...fake, game: linearGame({ J, here: [1, 1] }) })).toEqual({
      absent: 'a step of this game draws random numbers',
    });
    expect(await compute(spectralRadius, fake)).toEqual({ absent: 'needs the game itself' });
  });
});
