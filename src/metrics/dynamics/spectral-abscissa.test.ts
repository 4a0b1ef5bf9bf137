import { expect, it } from 'vitest';
import { diracSetting, snapshotOf } from '../../../test/support/games.js';
import { gameFake } from '../../../test/support/linear-game.js';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { nonsymmetricEigenvalues } from '../../core/math/eigen/nonsymmetric-eigenvalues.js';
import { stream } from '../../core/math/random/random.js';
import { spectralAbscissa } from './spectral-abscissa.js';

it('is minus the least curvature where J is diagonal', async () => {
  const J = [
    [-3, 0],
    [0, -0.25],
  ];
  expect(await numberOf(spectralAbscissa, gameFake({ J, here: [1, 2] }))).toBe(-0.25);
});

it('of the Dirac-GAN at its equilibrium is 0 without a regularizer, -1/4 with consensus, and the slower of two rates with R1', async () => {
  const of = async (regularizer?: { name: string; gamma: number }) => {
    const snapshot = await snapshotOf(diracSetting({ name: 'minimax' }, regularizer && { regularizer }));
    return numberOf(spectralAbscissa, snapshot, { at: 'equilibrium' });
  };
  expect(await of()).toBeCloseTo(0, 14);
  expect(await of({ name: 'consensus', gamma: 1 })).toBeCloseTo(-0.25, 12);
  expect(await of({ name: 'r1', gamma: 0.3 })).toBeCloseTo(-0.15, 12);
  expect(await of({ name: 'r1', gamma: 2 })).toBeCloseTo(-1 + Math.sqrt(0.75), 12);
});

it('is computed at the run’s parameters, or at the equilibrium with `at: equilibrium`', async () => {
  // v = psi sigmoid(-psi theta), -theta sigmoid(psi theta); at (1, -1) its derivative has trace sigmoid'(-1) 2.
  const snapshot = await snapshotOf(diracSetting({ name: 'minimax' }));
  const here = await numberOf(spectralAbscissa, snapshot);
  const away = await numberOf(spectralAbscissa, snapshot, { at: 'equilibrium' });
  expect(Math.abs(here)).toBeGreaterThan(0.01);
  expect(Math.abs(away)).toBeLessThan(1e-12);
});

it('of more parameters than a full matrix allows is found by products only', async () => {
  const n = 2100;
  const diagonal = new Float64Array(n);
  stream({ seed: 2, purpose: 'diagonal', step: 0 }).fillUniform(diagonal);
  // A spectrum in [-2, -1], but for a pair 0.3 +- 2 i.
  const times = (x: Float64Array) => {
    const out = x.map((value, i) => -(1 + diagonal[i]) * value);
    out[0] = 0.3 * x[0] - 2 * x[n - 1];
    out[n - 1] = 2 * x[0] + 0.3 * x[n - 1];
    return out;
  };
  const game = {
    ...gameFake({ J: [[0]], here: [0] }).game!,
    sizes: { generator: 1000, discriminator: 1100 },
    here: new Float64Array(n),
    vectorJacobianProducts: async (_: Float64Array, us: readonly Float64Array[]) => us.map(times),
  };
  expect(await numberOf(spectralAbscissa, { ...gameFake(null), game })).toBeCloseTo(0.3, 4);
  expect(nonsymmetricEigenvalues(Float64Array.of(0.3, -2, 2, 0.3), 2).real[0]).toBeCloseTo(0.3, 14);
});

it('is absent where J is not finite, and without a game, with the reason', async () => {
  const J = [
    [0, Infinity],
    [1, 0],
  ];
  expect(await compute(spectralAbscissa, gameFake({ J, here: [0, 0] }))).toEqual({
    absent: 'the Jacobian is not finite',
  });
  expect(await compute(spectralAbscissa, gameFake(null))).toEqual({ absent: 'needs the game itself' });
});
