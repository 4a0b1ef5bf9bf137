import { expect, test } from 'vitest';
import { shiftedBy, unitGaussian as target } from '../../../test/support/gaussians.js';
import { compute, fakeSnapshot, numberOf } from '../../../test/support/snapshots.js';
import { ring } from '../../core/gan/targets/ring.js';
import { compareDensities } from '../../density/density.js';
import { valueAtOptimum } from '../../density/divergences.js';
import { valueIdentity } from './value-identity.js';

test('V(D*, G) = 2 JSD - log 4 at q = p and far from it', async () => {
  for (const d of [0, 1, 8]) expect(await numberOf(valueIdentity, { target, G: shiftedBy(d) })).toBeLessThan(1e-12);
});

test('V(D*, G) from its definition has the published value', async () => {
  const compared = await compareDensities(fakeSnapshot({ target, G: shiftedBy(2) }));
  if ('absent' in compared) throw new Error(compared.absent);
  expect(valueAtOptimum(compared)).toBeCloseTo(-0.71263272, 8);
});

test('V(D*, G) = 2 JSD - log 4 with an atom, and in the plane', async () => {
  expect(await numberOf(valueIdentity, { target, G: ([z]) => [Math.max(z, 0.3)] })).toBeLessThan(1e-12);
  const plane = ring.create({ modes: 3, radius: 1, std: 0.1 });
  expect(await numberOf(valueIdentity, { target: plane, G: ([a, b]) => [a, Math.max(b, 0)] })).toBeLessThan(1e-8);
});

test('value-identity is absent where the output is not a number', async () => {
  expect(await compute(valueIdentity, { target, G: () => [Number.NaN] })).toHaveProperty('absent');
});
