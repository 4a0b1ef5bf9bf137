/**
 * The players' own losses: on separated Gaussians in closed form, at the equilibrium, and where nothing can be
 * computed.
 */
import { expect, it } from 'vitest';
import { compute, fakeSnapshot, numberOf } from '../../../test/support/snapshots.js';
import { hinge } from '../../core/gan/losses/hinge.js';
import { minimax } from '../../core/gan/losses/minimax.js';
import { nonSaturating } from '../../core/gan/losses/non-saturating.js';
import { wasserstein } from '../../core/gan/losses/wasserstein.js';
import type { Setting } from '../../core/gan/setting.js';
import { gaussianTarget } from '../../core/gan/targets/gaussian.js';
import { mean } from '../../core/math/statistics/statistics.js';
import { samplesSnapshot, unknownTarget } from '../../density/samples/samples-snapshot.js';
import { lossDiscriminator } from './loss-discriminator.js';
import { lossGenerator } from './loss-generator.js';
import { wasserstein1Implied } from './wasserstein-1-implied.js';

const target = gaussianTarget.create({ mean: 0, std: 1, dim: 1 });
const reference = { target, G: (z: readonly number[]) => z };
const softplus = (s: number) => Math.log1p(Math.exp(s));

it('with a constant D they have the values of the equilibrium', async () => {
  expect(await numberOf(lossDiscriminator, { ...reference, loss: nonSaturating })).toBeCloseTo(2 * Math.LN2, 6);
  expect(await numberOf(lossGenerator, { ...reference, loss: nonSaturating })).toBeCloseTo(Math.LN2, 6);
  expect(await numberOf(lossGenerator, { ...reference, loss: minimax })).toBeCloseTo(-Math.LN2, 6);
  expect(await numberOf(lossDiscriminator, { ...reference, loss: hinge })).toBeCloseTo(2, 5);
  expect(await numberOf(wasserstein1Implied, { ...reference, loss: wasserstein })).toBeCloseTo(0, 12);
});

it('on given samples they are the means of the formulas', async () => {
  const given = { real: Float64Array.of(0.5, -1), generated: Float64Array.of(2, 3) };
  const of = { ...reference, given, D: ([x]: readonly number[]) => 2 - x, loss: nonSaturating };
  const discriminator = (softplus(-1.5) + softplus(-3)) / 2 + (softplus(0) + softplus(-1)) / 2;
  expect(await numberOf(lossDiscriminator, of)).toBeCloseTo(discriminator, 6);
  expect(await numberOf(lossGenerator, of)).toBeCloseTo((softplus(0) + softplus(1)) / 2, 6);
  // The scores are 1.5 and 3 of data, 0 and -1 of samples.
  const critic = { ...of, loss: wasserstein };
  expect(await numberOf(wasserstein1Implied, critic)).toBeCloseTo(2.75, 12);
  expect(await numberOf(lossDiscriminator, critic)).toBeCloseTo(-2.75, 6);
});

it('of a shift, a critic of slope 1 implies the true distance', async () => {
  const shifted = {
    target,
    G: ([z]: readonly number[]) => [z + 3],
    D: ([x]: readonly number[]) => -x,
    loss: wasserstein,
  };
  const n = 2500;
  // Both means have the standard error 1 / sqrt(n).
  expect(Math.abs((await numberOf(wasserstein1Implied, shifted)) - 3)).toBeLessThan(5 * Math.sqrt(2 / n));
});

it('the stated standard error is that of a difference of two means', async () => {
  const n = 2500;
  const errors = await Promise.all(
    Array.from({ length: 24 }, async (_, i) => {
      const of = {
        target,
        G: ([z]: readonly number[]) => [z + 3],
        D: ([x]: readonly number[]) => -x,
        loss: wasserstein,
      };
      const snapshot = fakeSnapshot({ ...of, samples: n, seed: i + 1 });
      const text = await wasserstein1Implied.estimator(snapshot, { data: 'measured' });
      return Number(/standard error (\S+)$/.exec(text)?.[1]);
    }),
  );
  // From 16 groups: a relative deviation of 1 / sqrt(30) each.
  expect(Math.abs(mean(errors) / Math.sqrt(2 / n) - 1)).toBeLessThan(5 / Math.sqrt(30 * 24));
});

it('in a game of cells they are sums weighted by the cells’ masses', async () => {
  const histogram = {
    p: Float64Array.of(0.25, 0.75),
    q: Float64Array.of(0.5, 0.5),
    score: Float64Array.of(-1, 2),
  };
  const snapshot = { ...fakeSnapshot({ ...reference, loss: nonSaturating }), histogram };
  const discriminator = 0.25 * softplus(1) + 0.75 * softplus(-2) + 0.5 * softplus(-1) + 0.5 * softplus(2);
  expect(await numberOf(lossDiscriminator, snapshot)).toBeCloseTo(discriminator, 6);
  expect(await numberOf(lossGenerator, snapshot)).toBeCloseTo(0.5 * softplus(1) + 0.5 * softplus(-2), 6);
});

it('they are absent without a critic, and where scores are not numbers', async () => {
  expect(await compute(wasserstein1Implied, { ...reference, loss: hinge })).toEqual({
    absent: 'the scores of hinge are not those of a critic',
  });
  const broken = { ...reference, D: () => Number.NaN, loss: nonSaturating };
  expect(await compute(lossDiscriminator, broken)).toEqual({ absent: expect.stringContaining('is not a number') });
  const x = Float64Array.of(1, 2, 3, 4);
  const snapshot = samplesSnapshot({ generated: x, real: x, target: unknownTarget(x, 1) });
  await expect(compute(lossGenerator, snapshot)).rejects.toThrow(/discriminator/);
});

it('the line depends on the setting’s losses', () => {
  const setting = (name: string) => ({ loss: { generator: { name }, discriminator: { name } } }) as unknown as Setting;
  expect(lossDiscriminator.linesFor!(setting('hinge'))).toEqual([
    { at: expect.closeTo(2, 6), label: 'hinge: q = p, D optimal' },
  ]);
  expect(lossGenerator.linesFor!(setting('wasserstein'))).toEqual([]);
  expect(lossGenerator.linesFor!({} as Setting)).toEqual([]);
});
