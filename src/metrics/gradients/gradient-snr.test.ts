import { expect, test } from 'vitest';
import { gameSetting, snapshotOf } from '../../../test/support/games.js';
import { gaussiansApart } from '../../../test/support/gradients.js';
import { smallSetting } from '../../../test/support/setting.js';
import { compute, type Fake, fakeSnapshot, numberOf } from '../../../test/support/snapshots.js';
import { gradientSnr } from './gradient-snr.js';

const mean = (x: Float64Array) => x.reduce((sum, value) => sum + value, 0) / x.length;

/** A gradient of 400 equal coordinates each of which is `signal` plus the mean of its own function of z. */
const withNoise = (signal: number): Fake => ({
  ...gaussiansApart(1),
  gradient: async (_, { z }) =>
    Float64Array.from(
      { length: 400 },
      (_, i) => signal + Math.SQRT2 * mean(z.map((at) => Math.sin(97 * (i + 1) * at))),
    ),
});

test('it is |E g|^2 over the variance of a batch, which falls as its size', async () => {
  // sin(97 (i + 1) z) has variance 1/2: the variance of each coordinate is 1 / batch, its signal 1/4.
  for (const batch of [16, 64]) {
    const found = await numberOf(gradientSnr, withNoise(0.5), { batch });
    expect(found / (batch / 4)).toBeGreaterThan(0.9);
    expect(found / (batch / 4)).toBeLessThan(1.1);
  }
});

test('where the expectation is 0 it is 0 within its standard error, not that of the noise of a mean', async () => {
  expect(Math.abs(await numberOf(gradientSnr, withNoise(0), { batch: 16 }))).toBeLessThan(0.01);
});

test.each([
  ['of up to 0.05 where the signal is 0', 0, 0.05],
  ['of up to 30 % where it is large', 5, 0.3 * 25],
])('its standard error is the stated one, %s', async (_, signal, stated) => {
  // Of one normal coordinate: the worst case. 400 seeds show a deviation to 4 %, of a distribution with heavier tails to 10 %.
  const found = await Promise.all(
    Array.from({ length: 400 }, (_, seed) => {
      const gradient: Fake['gradient'] = async (_, { z }) => Float64Array.of(signal + mean(z));
      return numberOf(gradientSnr, { ...gaussiansApart(1), seed, gradient }, { batch: 1 });
    }),
  );
  const [centre, square] = [mean(Float64Array.from(found)), mean(Float64Array.from(found, (value) => value * value))];
  const deviation = Math.sqrt(square - centre * centre);
  expect(deviation / stated).toBeGreaterThan(0.8);
  expect(deviation / stated).toBeLessThan(1.2);
  // Without bias but for that of one over a variance of 31 degrees of freedom, 31 / 29.
  expect(Math.abs(centre - (signal ** 2 * 31) / 29)).toBeLessThan(stated / 4);
});

test('of one coordinate it is that of scipy, within three of its standard errors', async () => {
  // Of N(0, 1) against N(2, 1) at D*: mean 1.5504 of -2 sigmoid(2 x - 2), x = z + 2; variance of a draw .247460 by scipy.integrate.quad.
  const found = await numberOf(gradientSnr, gaussiansApart(2), { batch: 16 });
  const expected = (16 * 1.5504 ** 2) / 0.24746;
  expect(Math.abs(found / expected - 1)).toBeLessThan(0.9);
});

test('the batch is the setting’s, and both players have one', async () => {
  const sizes: string[] = [];
  const apart = fakeSnapshot({
    ...gaussiansApart(1),
    gradient: async (player, { z, real }) => {
      sizes.push(`${player} ${z.length} ${real.length}`);
      return Float64Array.of(mean(z) + mean(real));
    },
  });
  const snapshot = { ...apart, setting: smallSetting({ batch: 7 }) };
  await numberOf(gradientSnr, snapshot);
  await numberOf(gradientSnr, snapshot, { player: 'discriminator', batch: 9 });
  expect(sizes).toHaveLength(64);
  expect(new Set(sizes)).toEqual(new Set(['generator 7 7', 'discriminator 9 9']));
  expect(await gradientSnr.estimator(snapshot, { player: 'generator' })).toBe('32 batches of 7 draws');
});

test('of networks it is that of their gradients, whatever the size of a batch', async () => {
  const snapshot = await snapshotOf(smallSetting({ batch: 37 }));
  const [one, four] = [await numberOf(gradientSnr, snapshot), await numberOf(gradientSnr, snapshot, { batch: 148 })];
  expect(one).toBeGreaterThan(0);
  expect(four / one).toBeGreaterThan(2);
  expect(four / one).toBeLessThan(8);
});

test('it is infinite without noise, and absent without a gradient, a batch or numbers', async () => {
  const constant = (...values: number[]): Fake => ({
    ...gaussiansApart(1),
    gradient: async () => Float64Array.from(values),
  });
  expect(await numberOf(gradientSnr, constant(0.1, 0.7), { batch: 4 })).toBe(Infinity);
  expect(await compute(gradientSnr, gaussiansApart(0), { batch: 4 })).toEqual({
    absent: 'the gradient is 0 in every batch',
  });
  expect(await compute(gradientSnr, constant(Number.NaN), { batch: 4 })).toEqual({
    absent: 'the gradient is not finite',
  });
  const game = await snapshotOf(gameSetting({ name: 'dirac', start: { generator: 1, discriminator: 1 } }));
  expect(await compute(gradientSnr, game)).toEqual({ absent: 'this game draws no batches' });
});
