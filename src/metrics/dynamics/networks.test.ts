/** The dynamics of a small game of networks: equal by numpy, from the full matrix, and by products only. */
import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { snapshotOf } from '../../../test/support/games.js';
import { smallSetting } from '../../../test/support/setting.js';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { type Complex, outerEigenvalues } from '../../core/math/eigen/krylov.js';
import { stream } from '../../core/math/random/random.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { jacobianOf } from './_jacobian.js';
import { hessianEigenvalues, leadingEigenvalues, modulus, realPart } from './_spectrum.js';
import { hessianDiscriminator } from './hessian-discriminator.js';
import { hessianGenerator } from './hessian-generator.js';
import { pathAngle } from './path-angle.js';
import { rotation } from './rotation.js';
import { spectralAbscissa } from './spectral-abscissa.js';

// test/golden/game-eigenvalues.py, by numpy 1.24 and LAPACK.
const golden = JSON.parse(
  readFileSync(new URL('../../../test/golden/game-eigenvalues.json', import.meta.url), 'utf8'),
) as Record<'real' | 'imaginary' | 'hessian-generator' | 'hessian-discriminator', number[]> & {
  rotation: number;
  matrix: number[][];
};

let snapshot: Snapshot;
beforeAll(async () => {
  const tanh = { ...smallSetting().generator, activation: { name: 'tanh' } };
  const setting = smallSetting({ generator: { ...tanh, hidden: [4] }, discriminator: { ...tanh, hidden: [3] } });
  snapshot = await snapshotOf(setting);
});

it('has the Jacobian of the golden file', async () => {
  const found = await jacobianOf(snapshot, 'here');
  if ('absent' in found) throw new Error(found.absent);
  const expected = golden.matrix.flat();
  expect(found.matrix).toHaveLength(expected.length);
  expect(Math.max(...expected.map((value, i) => Math.abs(value - found.matrix[i])))).toBeLessThan(1e-12);
});

it('has the eigenvalues, the rotation and the Hessians of numpy', async () => {
  const all = await leadingEigenvalues(snapshot, 'here', { rank: modulus, count: 35 });
  if ('absent' in all) throw new Error(all.absent);
  // Moduli in order: the order of equal ones depends on rounding.
  all.forEach((value, i) => {
    expect(modulus(value)).toBeCloseTo(Math.hypot(golden.real[i], golden.imaginary[i]), 11);
  });
  expect(all.reduce((sum, { real }) => sum + real ** 3, 0)).toBeCloseTo(
    golden.real.reduce((sum, value) => sum + value ** 3, 0),
    11,
  );
  expect(await numberOf(spectralAbscissa, snapshot)).toBeCloseTo(Math.max(...golden.real), 11);
  expect(await numberOf(rotation, snapshot)).toBeCloseTo(golden.rotation, 12);
  expect(await numberOf(hessianGenerator, snapshot)).toBeCloseTo(golden['hessian-generator'].at(-1)!, 11);
  expect(await numberOf(hessianGenerator, snapshot, { end: 'least' })).toBeCloseTo(golden['hessian-generator'][0], 11);
  expect(await numberOf(hessianDiscriminator, snapshot)).toBeCloseTo(golden['hessian-discriminator'].at(-1)!, 11);
});

// As for runs of more than 2,000 parameters: equal to the values from the matrix, to the stated tolerance.
it.each(['generator', 'discriminator'] as const)(
  'has the same leading eigenvalues by products only, of J and of the Hessian of the %s',
  async (player) => {
    const least = ({ real }: Complex) => -real;
    for (const rank of [realPart, modulus, least]) {
      const searches = [
        (maxDense?: number) =>
          leadingEigenvalues(snapshot, 'here', { rank, count: 1, ...(maxDense !== undefined && { maxDense }) }),
        (maxDense?: number) =>
          hessianEigenvalues(snapshot, player, { rank, count: 1, ...(maxDense !== undefined && { maxDense }) }),
      ];
      for (const search of searches) {
        const [known, found] = [await search(), await search(0)];
        if ('absent' in known || 'absent' in found) throw new Error('both are known');
        expect(found[0].real).toBeCloseTo(known[0].real, 4);
        expect(Math.abs(found[0].imaginary)).toBeCloseTo(Math.abs(known[0].imaginary), 4);
      }
    }
  },
);

it.each([
  { what: 'largest', rank: modulus },
  { what: 'rightmost', rank: realPart },
])(
  'has the $what eigenvalues by products of the engine only',
  async ({ rank }: { rank: (value: Complex) => number }) => {
    const all = await leadingEigenvalues(snapshot, 'here', { rank, count: 3 });
    const game = snapshot.game!;
    const { values } = await outerEigenvalues({
      size: 35,
      product: async (u) => (await game.vectorJacobianProducts(game.point, [u]))[0],
      stream: stream({ seed: 1, purpose: 'start', step: 0 }),
      rank,
      count: 3,
      tolerance: 1e-10,
      maxProducts: 35,
    });
    if ('absent' in all) throw new Error(all.absent);
    expect(values).toHaveLength(3);
    values.forEach((value, i) => {
      expect(value.real).toBeCloseTo(all[i].real, 8);
      expect(Math.abs(value.imaginary)).toBeCloseTo(Math.abs(all[i].imaginary), 8);
    });
  },
);

it('has no path at its initial parameters, in the precision of training', async () => {
  const setting = smallSetting();
  const start = Float32Array.from((await snapshotOf(setting)).game!.start);
  expect(await compute(pathAngle, await snapshotOf(setting, [...start]))).toEqual({
    absent: 'the parameters are the initial ones: the path has length 0',
  });
});
