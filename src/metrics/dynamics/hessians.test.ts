import { describe, expect, it } from 'vitest';
import { gameSetting, snapshotOf } from '../../../test/support/games.js';
import { gameFake } from '../../../test/support/linear-game.js';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { stream } from '../../core/math/random/random.js';
import { hessianDiscriminator } from './hessian-discriminator.js';
import { hessianGenerator } from './hessian-generator.js';

// Minus the players' Hessians on the diagonal, their interaction off it.
const J = [
  [-1, -2, 9, 0],
  [-2, 3, 0, 9],
  [-9, 0, -4, 0],
  [0, -9, 0, -6],
];

describe('the Hessian of each player', () => {
  it('has the eigenvalues of its quadratic form: G at a saddle, D at a minimum', async () => {
    const snapshot = gameFake({ J, here: [1, 1, 1, 1] });
    const root = Math.sqrt(8); // of [[1, 2], [2, -3]]: -1 +- sqrt(4 + 4)
    expect(await numberOf(hessianGenerator, snapshot)).toBeCloseTo(-1 + root, 12);
    expect(await numberOf(hessianGenerator, snapshot, { end: 'least' })).toBeCloseTo(-1 - root, 12);
    expect(await numberOf(hessianDiscriminator, snapshot)).toBeCloseTo(6, 12);
    expect(await numberOf(hessianDiscriminator, snapshot, { end: 'least' })).toBeCloseTo(4, 12);
  });

  it('keeps the eigenvalues of largest modulus, the largest first', async () => {
    const found = await hessianGenerator.vector!.compute(gameFake({ J, here: [1, 1, 1, 1] }), { end: 'largest' });
    if ('absent' in found) throw new Error(found.absent);
    expect(found.shape).toEqual([2]);
    expect(found.data[0]).toBeCloseTo(-1 - Math.sqrt(8), 12);
  });

  it('of the saddle is 200 (1 - y^2 / 100) for G and 2 (1 + x^2) for D', async () => {
    const game = { name: 'saddle', start: { generator: 0.5, discriminator: -0.4 } };
    const snapshot = await snapshotOf(gameSetting(game));
    expect(await numberOf(hessianGenerator, snapshot)).toBeCloseTo(2 * (100 - 0.16), 10);
    expect(await numberOf(hessianDiscriminator, snapshot)).toBeCloseTo(2 * 1.25, 12);
  });

  it('of more parameters than a full matrix allows is found by products with the player’s own block', async () => {
    const [own, all] = [1200, 2400];
    const scale = new Float64Array(own);
    stream({ seed: 3, purpose: 'scale', step: 0 }).fillUniform(scale);
    [scale[7], scale[8]] = [5, -3];
    const game = {
      ...gameFake({ J: [[0]], here: [0] }).game!,
      sizes: { generator: own, discriminator: all - own },
      here: new Float64Array(all),
      // -H in G's block; the other blocks must not count.
      vectorJacobianProducts: async (_: Float64Array, us: readonly Float64Array[]) =>
        us.map((u) => u.map((value, i) => (i < own ? -scale[i] * value + 9 * u[i + own] : 100 * value - u[i - own]))),
    };
    const snapshot = { ...gameFake(null), game };
    expect(await numberOf(hessianGenerator, snapshot)).toBeCloseTo(5, 3);
    expect(await numberOf(hessianGenerator, snapshot, { end: 'least' })).toBeCloseTo(-3, 3);
    expect(await numberOf(hessianDiscriminator, snapshot)).toBeCloseTo(-100, 3);
  });

  it('is absent where J is not finite, and without a game', async () => {
    const broken = J.map((row) => row.map((value) => (value === 9 ? Number.NaN : value)));
    expect(await compute(hessianGenerator, gameFake({ J: broken, here: [1, 1, 1, 1] }))).toEqual({
      absent: 'the Jacobian is not finite',
    });
    expect(await compute(hessianDiscriminator, gameFake(null))).toEqual({ absent: 'needs the game itself' });
  });
});
