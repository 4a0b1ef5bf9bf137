import { expect, test } from 'vitest';
import { gaussianTable } from '../../../test/support/gaussians.js';
import { gaussiansApart } from '../../../test/support/gradients.js';
import { compute, type Fake, fakeSnapshot, numberOf } from '../../../test/support/snapshots.js';
import { tf } from '../../core/engine/tf.js';
import { gaussianLatent } from '../../core/gan/latents/gaussian.js';
import { fGanHellinger } from '../../core/gan/losses/f-gan/f-gan-hellinger.js';
import { fGanKl } from '../../core/gan/losses/f-gan/f-gan-kl.js';
import { fGanNeyman } from '../../core/gan/losses/f-gan/f-gan-neyman.js';
import { hinge } from '../../core/gan/losses/hinge.js';
import { minimax } from '../../core/gan/losses/minimax.js';
import { relativisticAverage } from '../../core/gan/losses/relativistic-average.js';
import { wasserstein } from '../../core/gan/losses/wasserstein.js';
import { gradientMinimax } from './gradient-minimax.js';
import { gradientNonSaturating } from './gradient-non-saturating.js';
import { gradientRatio } from './gradient-ratio.js';

test.each(gaussianTable)('between Gaussians $d apart it is $nonSaturating / $minimax', async (row) => {
  for (const fake of [gaussiansApart(row.d), gaussiansApart(row.d, minimax)])
    expect((await numberOf(gradientRatio, fake)) / (row.nonSaturating / row.minimax)).toBeCloseTo(1, 4);
});

test('published: 28 at d = 4, 2.0e4 at d = 8', async () => {
  expect((await numberOf(gradientRatio, gaussiansApart(4))).toFixed(0)).toBe('28');
  expect((await numberOf(gradientRatio, gaussiansApart(8))).toExponential(1)).toBe('2.0e+4');
});

test('it tends to 1 towards q = p; at it, where both gradients are 0, it is absent', async () => {
  expect(await numberOf(gradientRatio, gaussiansApart(1e-3))).toBeCloseTo(1, 3);
  expect(await compute(gradientRatio, gaussiansApart(0))).toEqual({
    absent: 'both norms are below 1e-12, the rounding error',
  });
});

test('it is infinite where only the minimax gradient is 0, and absent where a gradient is not a number', async () => {
  const withNorm = (norm: number): Fake => ({
    ...gaussiansApart(1),
    gradient: async (_, { loss }) => Float64Array.of(loss?.name === 'minimax' ? norm : 2),
  });
  expect(await numberOf(gradientRatio, withNorm(0))).toBe(Infinity);
  expect(await numberOf(gradientRatio, withNorm(0.5))).toBe(4);
  expect(await compute(gradientRatio, withNorm(Number.NaN))).toEqual({ absent: 'the gradient is not finite' });
});

test('its estimator states the errors of both norms', async () => {
  // The minimax gradient has a peak of width 1e-3, which takes more points.
  const snapshot = fakeSnapshot({
    ...gaussiansApart(1),
    gradient: async (_, { z, weights, loss }) => {
      const at = (value: number) => (loss?.name === 'minimax' ? Math.cosh((value - 0.3) * 1e3) ** -2 : 1);
      return Float64Array.of(z.reduce((sum, value, i) => sum + weights![i] * at(value), 0));
    },
  });
  const [nonSaturating, minimaxText] = [
    await gradientNonSaturating.estimator(snapshot, {}),
    await gradientMinimax.estimator(snapshot, {}),
  ];
  expect(await gradientRatio.estimator(snapshot, {})).toBe(`non-saturating: ${nonSaturating}; minimax: ${minimaxText}`);
  expect(nonSaturating).not.toBe(minimaxText);
  // Where both are the same, it is stated once.
  const draws = 'mean over 2048 draws of z';
  const latent = gaussianLatent.create({ dim: 2 });
  expect(await gradientRatio.estimator(fakeSnapshot({ ...gaussiansApart(1), latent }), {})).toBe(draws);
});

test.each([wasserstein, relativisticAverage, hinge])(
  'with $name, whose score is not a probability, they are absent',
  async (loss) => {
    const absent = { absent: `the score of ${loss.name} is not a probability` };
    for (const metric of [gradientRatio, gradientMinimax, gradientNonSaturating])
      expect(await compute(metric, { ...gaussiansApart(1), loss })).toEqual(absent);
  },
);

test.each([fGanKl, fGanHellinger, fGanNeyman])(
  'at the D* of $name, which has another score, they are the same',
  async (own) => {
    // Two equal parameters as in gaussiansApart; the slope of the requested loss, in float32.
    const fake = gaussiansApart(1);
    const gradient: Fake['gradient'] = async (_, { z, weights, loss }) => {
      const at = async (d: number) => {
        const scores = Float32Array.from(z, (value) => score([value + d]));
        const values = tf.tidy(() => [...loss!.generator(tf.tensor3d(scores, [1, z.length, 1]), {}).dataSync()]);
        return values.reduce((sum, value, i) => sum + value * weights![i], 0);
      };
      const score = ([x]: readonly number[]) => (own.optimum as (r: number) => number)(fake.D!([x]));
      return new Float64Array(2).fill(((await at(1.01)) - (await at(0.99))) / 0.02 / Math.SQRT2);
    };
    for (const [metric, expected] of [
      [gradientMinimax, gaussianTable[1].minimax],
      [gradientNonSaturating, gaussianTable[1].nonSaturating],
    ] as const)
      expect(await numberOf(metric, { ...fake, loss: own, gradient })).toBeCloseTo(expected, 3);
  },
);
