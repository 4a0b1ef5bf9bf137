import { expect, test } from 'vitest';
import { snapshotOf } from '../../../test/support/games.js';
import { gaussiansApart } from '../../../test/support/gradients.js';
import { smallSetting } from '../../../test/support/setting.js';
import { compute, type Fake, fakeSnapshot, numberOf } from '../../../test/support/snapshots.js';
import type { Loss } from '../../core/gan/losses/_loss.js';
import { leastSquares } from '../../core/gan/losses/least-squares.js';
import { minimax } from '../../core/gan/losses/minimax.js';
import { wasserstein } from '../../core/gan/losses/wasserstein.js';
import { gaussianTarget } from '../../core/gan/targets/gaussian.js';
import { samplesSnapshot } from '../../density/samples/samples-snapshot.js';
import { absentIfFailed } from '../absent-if-failed.js';
import { scoreGradient } from './score-gradient.js';

const plane = gaussianTarget.create({ mean: [0, 0], std: 1 });
const at = ['between', 'data', 'samples'] as const;

test.each(at)('at %s it is 0 for a D that guesses, and d for D* of Gaussians d apart', async (where) => {
  expect(await numberOf(scoreGradient, { ...gaussiansApart(0), D: () => 3 }, { at: where })).toBe(0);
  // s = d^2 / 2 - d x
  expect(await numberOf(scoreGradient, gaussiansApart(3), { at: where })).toBeCloseTo(3, 8);
  expect(await numberOf(scoreGradient, gaussiansApart(3), { at: where, statistic: 'largest' })).toBeCloseTo(3, 8);
});

test('it is the Euclidean length over the coordinates of x', async () => {
  const fake: Fake = { target: plane, G: (z) => z, D: ([x, y]) => 3 * x - 4 * y, samples: 20 };
  expect(await numberOf(scoreGradient, fake)).toBeCloseTo(5, 8);
});

test('data, samples and points between them are different points', async () => {
  // |grad| = |2 x|: of N(0, 1), of N(4, 1) / 2, and of u x + (1 - u) y.
  const fake: Fake = { target: gaussianTarget.create({ mean: 0, std: 1 }), G: ([z]) => [4 + z / 2], D: ([x]) => x * x };
  const snapshot = fakeSnapshot({ ...fake, samples: 40_000 });
  const [between, data, samples] = await Promise.all(
    at.map((where) => numberOf(scoreGradient, snapshot, { at: where })),
  );
  // Within five standard errors.
  expect(Math.abs(data - 2 * Math.sqrt(2 / Math.PI))).toBeLessThan((5 * 1.21) / 200);
  expect(Math.abs(samples - 8)).toBeLessThan(5 / 200);
  // E|2 (u x + (1 - u) (4 + z / 2))|, scipy.integrate.quad over u of the folded normal's mean; its deviation is 2.4.
  expect(Math.abs(between - 4.18284)).toBeLessThan((5 * 2.4) / 200);
  const largest = await numberOf(scoreGradient, snapshot, { at: 'data', statistic: 'largest' });
  const { real } = await snapshot.samples();
  expect(largest).toBeCloseTo(2 * Math.max(...real.map(Math.abs)), 6);
});

test('of D’s probability it is |s’| D (1 - D), which vanishes where D is certain', async () => {
  const target = gaussianTarget.create({ mean: 0, std: 1e-9 });
  const fake: Fake = { target, G: () => [-50], D: ([x]) => 2 * x + 0.3, samples: 20 };
  const d = 1 / (1 + Math.exp(-0.3));
  expect(await numberOf(scoreGradient, fake, { at: 'data', of: 'probability' })).toBeCloseTo(2 * d * (1 - d), 7);
  // A loss whose D is sigmoid(3 s), as of some f-GANs.
  const steeper: Loss = {
    ...minimax,
    logit: { scale: 3, shift: 0 },
    probability: (score) => 1 / (1 + Math.exp(-3 * score)),
  };
  const three = 1 / (1 + Math.exp(-0.9));
  expect(await numberOf(scoreGradient, { ...fake, loss: steeper }, { at: 'data', of: 'probability' })).toBeCloseTo(
    6 * three * (1 - three),
    7,
  );
  expect(await numberOf(scoreGradient, fake, { at: 'samples', of: 'probability' })).toBeLessThan(1e-42);
  expect(await numberOf(scoreGradient, fake, { at: 'samples' })).toBeCloseTo(2, 7);
});

test.each([wasserstein, leastSquares])('a score that is not a probability has none', async (loss) => {
  expect(await compute(scoreGradient, { ...gaussiansApart(1), loss }, { of: 'probability' })).toEqual({
    absent: `the score of ${loss.name} is not a probability`,
  });
});

test('of a network it is the slope of its score, by the engine', async () => {
  // s = relu(2 x) - relu(-x): slope 2 above 0 and 1 below; of N(0, 1) the mean is 3/2.
  const setting = smallSetting({
    target: { name: 'gaussian', mean: 0, std: 1 },
    latent: { name: 'gaussian', dim: 1 },
    generator: { name: 'affine', scale: 1, shift: -30 },
    discriminator: { ...smallSetting().discriminator, hidden: [2] },
  });
  const snapshot = await snapshotOf(setting, [1, -30, 2, -1, 0, 0, 1, -1, 0]);
  expect(await numberOf(scoreGradient, snapshot, { at: 'samples' })).toBe(1);
  expect(await numberOf(scoreGradient, snapshot, { at: 'data', statistic: 'largest' })).toBe(2);
  const { real } = await snapshot.samples();
  const above = real.filter((x) => x > 0).length / real.length;
  expect(await numberOf(scoreGradient, snapshot, { at: 'data' })).toBeCloseTo(1 + above, 12);
});

test('it is absent where G’s output or the gradient is not finite, and of samples alone', async () => {
  const fake = gaussiansApart(1);
  expect(await compute(scoreGradient, { ...fake, G: () => [Number.NaN] })).toEqual({
    absent: "G's output is not finite",
  });
  expect(await compute(scoreGradient, { ...fake, D: () => Number.NaN })).toEqual({
    absent: 'the gradient is not finite',
  });
  const x = Float64Array.of(1, 2);
  const samples = samplesSnapshot({ target: fake.target, generated: x, real: x });
  expect(await absentIfFailed('score-gradient', () => compute(scoreGradient, samples))).toEqual({
    absent: 'needs the discriminator itself',
  });
});

test('a critic has the line of 1-Lipschitz functions', async () => {
  const lines = (name: string) =>
    scoreGradient.linesFor!({ loss: { generator: { name }, discriminator: { name } } } as never).map(({ at }) => at);
  expect(lines('wasserstein')).toEqual([1]);
  expect(lines('minimax')).toEqual([]);
  const text = await scoreGradient.estimator(fakeSnapshot(gaussiansApart(1)), {
    at: 'between',
    of: 'score',
    statistic: 'largest',
  });
  expect(text).toBe('largest over 2500 points between pairs of data and samples');
});
