import { expect, test } from 'vitest';
import { unitGaussian as target } from '../../../test/support/gaussians.js';
import { compute, fakeSnapshot, numberOf, reluChain } from '../../../test/support/snapshots.js';
import { kolmogorovSmirnov } from '../../density/line/kolmogorov-smirnov.js';
import { exactPushforward } from '../../density/line/line.js';
import { changeOfVariables } from './change-of-variables.js';

const samples = 40_000;
const limit = 1.95 / Math.sqrt(samples); // one in a thousand is larger

/** Folds twice, with a dead middle: no formula with one preimage gives its density. */
const folded = reluChain([
  { weights: [[1, -1, 1]], bias: [-0.5, -0.5, -1] },
  { weights: [[1], [2], [-3]], bias: [0.2] },
]);

test('the exact q is the distribution of the samples, with folds and an atom', async () => {
  expect(await numberOf(changeOfVariables, { target, G: folded }, { samples })).toBeLessThan(limit);
});

test('the exact q is the distribution of the samples of a smooth generator', async () => {
  const G = ([z]: readonly number[]) => [Math.sin(2 * z) + 0.3 * z];
  expect(await numberOf(changeOfVariables, { target, G }, { samples })).toBeLessThan(limit);
});

test('the density of another generator is detected', async () => {
  const density = await exactPushforward(fakeSnapshot({ target, G: ([z]) => [z] }));
  const { generated } = await fakeSnapshot({ target, G: ([z]) => [1.05 * z], samples }).samples();
  // sup |F(x) - F(1.05 x)| = 0.0118
  expect(kolmogorovSmirnov(density, generated, 1)).toBeCloseTo(0.0118, 2);
  expect(kolmogorovSmirnov(density, generated, 1)).toBeGreaterThan(limit / 2);
});

test('an atom of the wrong mass is detected', async () => {
  const density = await exactPushforward(fakeSnapshot({ target, G: folded }));
  const heavier = { ...density, atoms: density.atoms.map(({ x, mass }) => ({ x, mass: mass + 0.05 })) };
  const { generated } = await fakeSnapshot({ target, G: folded, samples }).samples();
  expect(kolmogorovSmirnov(heavier, generated, 1)).toBeGreaterThan(0.04);
});

test('with one sample the distance is at least a half', async () => {
  expect(await numberOf(changeOfVariables, { target, G: folded }, { samples: 1 })).toBeGreaterThanOrEqual(0.5);
});

test('with a constant generator q is an atom, and the distance 0', async () => {
  expect(await numberOf(changeOfVariables, { target, G: () => [3] }, { samples: 100 })).toBeCloseTo(0, 9);
});

test('it is absent where the output is not a number', async () => {
  expect(await compute(changeOfVariables, { target, G: () => [Number.NaN] }, { samples })).toHaveProperty('absent');
});
