import { expect, test } from 'vitest';
import { gaussianTable, optimalScore, shiftedBy, unitGaussian as target } from '../../../test/support/gaussians.js';
import { compute, type Fake, fakeSnapshot, numberOf } from '../../../test/support/snapshots.js';
import { fGanKl } from '../../core/gan/losses/f-gan/f-gan-kl.js';
import { hinge } from '../../core/gan/losses/hinge.js';
import { leastSquares } from '../../core/gan/losses/least-squares.js';
import { relativisticPaired } from '../../core/gan/losses/relativistic-paired.js';
import { wasserstein } from '../../core/gan/losses/wasserstein.js';
import { ring } from '../../core/gan/targets/ring.js';
import { normalCdf, sigmoid } from '../../core/math/special/special.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { bayesGap } from './bayes-gap.js';
import { excessRisk } from './excess-risk.js';

// Fakes compute the parts of a loss in float32: hence six digits.
const squares = { loss: leastSquares, lossOptions: { real: 1, fake: 0, wanted: 1 } };

test('it is 0 at each loss’s own optimum', async () => {
  const score = optimalScore(2);
  const fake = { target, G: shiftedBy(2) };
  expect(await numberOf(excessRisk, { ...fake, D: score })).toBeCloseTo(0, 6);
  expect(await numberOf(excessRisk, { ...fake, D: (x) => sigmoid(score(x)), ...squares })).toBeCloseTo(0, 6);
  expect(await numberOf(excessRisk, { ...fake, D: (x) => Math.sign(score(x)), loss: hinge })).toBeCloseTo(0, 6);
  expect(await numberOf(excessRisk, { ...fake, D: (x) => 1 + score(x), loss: fGanKl })).toBeCloseTo(0, 5);
});

test('of a D at its optimum it is never negative by rounding', async () => {
  // In float64, as for runs: the fake's own loss is in float32, whose rounding would hide it.
  const softplus = (s: number) => Math.max(s, 0) + Math.log1p(Math.exp(-Math.abs(s)));
  const risk: Snapshot['risk'] = async (scores) => ({
    real: scores.map((s) => softplus(-s)),
    fake: scores.map(softplus),
  });
  for (const { d } of gaussianTable) {
    const score = optimalScore(d);
    const at = (factor: number) => ({
      ...fakeSnapshot({ target, G: shiftedBy(d), D: (x) => factor * score(x) }),
      risk,
    });
    const rounded = await numberOf(excessRisk, at(1)); // once -1.7e-18
    expect(rounded).toBeGreaterThanOrEqual(0);
    expect(rounded).toBeLessThan(1e-16);
    // A thousandth off, it is p (1 - p) / 2 (s / 1000)^2 at each point: not 0.
    expect(await numberOf(excessRisk, at(1.001))).toBeGreaterThan(1e-10);
  }
});

test.each(gaussianTable)('of cross-entropy it is bayes-gap: Gaussians $d apart', async ({ d }) => {
  const D: Fake['D'] = ([x]) => 0.7 - 0.3 * x;
  const fake = { target, G: shiftedBy(d), D };
  expect(Math.abs((await numberOf(excessRisk, fake)) - (await numberOf(bayesGap, fake)))).toBeLessThan(2e-6);
});

test('a hinge D of 0 has an excess of 2 TV, TV = 2 Phi(d / 2) - 1', async () => {
  const measured = await numberOf(excessRisk, { target, G: shiftedBy(1.5), D: () => 0, loss: hinge });
  expect(measured).toBeCloseTo(2 * (2 * normalCdf(0.75) - 1), 4);
});

test('a least-squares D has its squared error as excess', async () => {
  // E[(s - D*)^2] under (p + q) / 2: D* is 1 or 0 on disjoint supports, 1/2 where p = q.
  expect(await numberOf(excessRisk, { target, G: shiftedBy(60), D: () => 0.5, ...squares })).toBeCloseTo(0.25, 6);
  expect(await numberOf(excessRisk, { target, G: shiftedBy(0), D: () => 0.8, ...squares })).toBeCloseTo(0.09, 6);
  const coded = { loss: leastSquares, lossOptions: { real: 1, fake: -1, wanted: 0 } };
  expect(await numberOf(excessRisk, { target, G: shiftedBy(60), D: () => 0, ...coded })).toBeCloseTo(1, 6);
});

test('it is finite on an atom, and in the plane, where the optimal score is infinite', async () => {
  // D* is 0 on the atom and 1 elsewhere: D = 1/2 costs log 2 twice.
  expect(await numberOf(excessRisk, { target, G: () => [0], D: () => 0 })).toBeCloseTo(2 * Math.LN2, 6);
  const plane = ring.create({ modes: 3, radius: 1, std: 0.1 });
  // In the plane D is evaluated at 8,192 cells, which represent the others to within 1e-4 of the mass.
  const inPlane = await numberOf(excessRisk, { target: plane, G: () => [5, 5], D: () => 0 });
  expect(Math.abs(inPlane - 2 * Math.LN2)).toBeLessThan(1e-4);
});

test('it is absent where the loss has no optimum, or a score is not a number', async () => {
  expect(await compute(excessRisk, { target, G: shiftedBy(1), loss: wasserstein })).toMatchObject({
    absent: expect.stringContaining('wasserstein has no optimum'),
  });
  expect(await compute(excessRisk, { target, G: shiftedBy(1), loss: relativisticPaired })).toHaveProperty('absent');
  expect(await compute(excessRisk, { target, G: shiftedBy(1), D: () => Number.NaN })).toHaveProperty('absent');
  expect(await compute(excessRisk, { target, G: () => [Number.NaN] })).toHaveProperty('absent');
});
