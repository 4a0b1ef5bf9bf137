import { expect, test } from 'vitest';
import { snapshotOf } from '../../../test/support/games.js';
import { gaussianTable } from '../../../test/support/gaussians.js';
import { gaussiansApart } from '../../../test/support/gradients.js';
import { smallSetting } from '../../../test/support/setting.js';
import { compute, type Fake, fakeSnapshot, numberOf } from '../../../test/support/snapshots.js';
import { gaussianLatent } from '../../core/gan/latents/gaussian.js';
import { uniformLatent } from '../../core/gan/latents/uniform.js';
import type { Loss } from '../../core/gan/losses/_loss.js';
import { hinge } from '../../core/gan/losses/hinge.js';
import { minimax } from '../../core/gan/losses/minimax.js';
import { nonSaturating } from '../../core/gan/losses/non-saturating.js';
import { relativisticAverage } from '../../core/gan/losses/relativistic-average.js';
import { wasserstein } from '../../core/gan/losses/wasserstein.js';
import { gaussianTarget } from '../../core/gan/targets/gaussian.js';
import { uniformTarget } from '../../core/gan/targets/uniform.js';
import { euclideanNorm } from '../../core/math/geometry/distances.js';
import { optimalGradient } from './_optimal-gradient.js';
import { gradientCosine } from './gradient-cosine.js';

const both = (choice: { name: string }) => ({ generator: choice, discriminator: choice });
const latent = { name: 'gaussian', dim: 1 };

// For p = N(0, 1) and q = N(d, 1), by quadrature to six digits.
test.each(
  gaussianTable.flatMap(({ d, ...table }): [number, Loss, number][] => [
    [d, minimax, table.minimax],
    [d, nonSaturating, table.nonSaturating],
  ]),
)('the gradient under D* of Gaussians %d apart has the known length', async (d, loss, length) => {
  const found = await optimalGradient(fakeSnapshot({ ...gaussiansApart(d, loss), D: () => 0 }));
  if ('absent' in found) throw new Error(found.absent);
  expect(euclideanNorm(found.gradient) / length).toBeCloseTo(1, 5);
});

test.each([minimax, nonSaturating])('under D* itself it is 1, under its opposite -1', async (loss) => {
  const fake = gaussiansApart(2, loss);
  expect(await numberOf(gradientCosine, fake)).toBeCloseTo(1, 9);
  const away: Fake['gradient'] = async (...at) =>
    (await fake.gradient!(...at)).map((part) => (at[1].otherScore ? part : -part));
  expect(await numberOf(gradientCosine, { ...fake, gradient: away })).toBeCloseTo(-1, 9);
});

// scipy.integrate.quad over z: p = N(0, 1), x = .7 z + 1.5, the score -.3 x^2 + .2 x + .1.
test.each([
  ['non-saturating', 0.6804706399165473],
  ['minimax', 0.4337249315178701],
])('of an affine G under a quadratic score and the loss %s it is that of scipy', async (name, expected) => {
  const setting = smallSetting({
    target: { name: 'gaussian', mean: 0, std: 1 },
    latent,
    generator: { name: 'affine', scale: 0.7, shift: 1.5 },
    discriminator: { name: 'quadratic', square: -0.3, slope: 0.2, level: 0.1 },
    loss: both({ name }),
  });
  expect(await numberOf(gradientCosine, await snapshotOf(setting))).toBeCloseTo(expected, 7);
});

// scipy.integrate.quad over z: x = 1.2 tanh(.8 z + .3) + .9 tanh(.5 z - .4) + .1, p = N(+-1, .5) in equal parts, the score 3 x - 1.
test.each([
  ['non-saturating', -0.2799530277634261],
  ['minimax', 0.5311889960582539],
])('of a G that bends, under the loss %s, it is that of scipy over all seven parameters', async (name, expected) => {
  const setting = smallSetting({
    target: { name: 'mixture', means: [-1, 1], stds: 0.5 },
    latent,
    generator: { ...smallSetting().generator, hidden: [2], activation: { name: 'tanh' } },
    discriminator: { name: 'affine', scale: 3, shift: -1 },
    loss: both({ name }),
  });
  const snapshot = await snapshotOf(setting, [0.8, 0.5, 0.3, -0.4, 1.2, 0.9, 0.1]);
  expect(await numberOf(gradientCosine, snapshot)).toBeCloseTo(expected, 6);
  expect(await gradientCosine.estimator(snapshot, {})).toMatch(
    /^quadrature over z; under D\* \d+ points: relative error/,
  );
});

test('a uniform latent, whose density ends, has the gradient of its linear G', async () => {
  // q uniform on [-1, 1], p = N(0, 1): s*' = -x, and E[-sigmoid(-s*) s*' z] by symmetry is all in the scale.
  const setting = smallSetting({
    target: { name: 'gaussian', mean: 0, std: 1 },
    latent: { name: 'uniform', low: -1, high: 1, dim: 1 },
    generator: { name: 'affine', scale: 1, shift: 0 },
    discriminator: { name: 'quadratic', square: 0.3, slope: 0, level: 0 },
    loss: both({ name: 'non-saturating' }),
  });
  // D pushes outwards where D* pulls inwards, both along the scale alone.
  expect(await numberOf(gradientCosine, await snapshotOf(setting))).toBeCloseTo(-1, 9);
});

test('it is absent at q = p, and where D has no gradient', async () => {
  expect(await compute(gradientCosine, gaussiansApart(0))).toEqual({
    absent: 'the gradient under D* is 0, or below 0.000001: it has no direction',
  });
  const apart = gaussiansApart(1);
  const blind: Fake['gradient'] = async (...at) =>
    (await apart.gradient!(...at)).map((part) => (at[1].otherScore ? part : 0));
  expect(await compute(gradientCosine, { ...apart, gradient: blind })).toEqual({
    absent: 'the gradient under D is 0: it has no direction',
  });
  expect(await compute(gradientCosine, { ...apart, gradient: async () => Float64Array.of(Number.NaN, 1) })).toEqual({
    absent: 'the gradient under D* is not finite',
  });
});

const noSlope = 'D* has no finite slope on a part of q: G folds the line or is flat there, or p is 0';

test.each<[string, Partial<Fake>]>([
  ['a fold', { G: ([z]) => [z * z] }],
  ['an atom', { G: () => [0.5] }],
  ['an interval that is flat', { G: ([z]) => [Math.max(z, 0)] }],
  ['p of 0 on a part of q', { target: uniformTarget.create({ low: -1, high: 1 }), G: ([z]) => [z] }],
])('%s leaves D* without a slope', async (_, changes) => {
  expect(await compute(gradientCosine, { ...gaussiansApart(1), ...changes })).toEqual({ absent: noSlope });
});

test('within the support of a uniform p its ends are not crossed', async () => {
  // q uniform inside p: s* is constant, and D* leads nowhere.
  const inside: Partial<Fake> = {
    target: uniformTarget.create({ low: -1, high: 1 }),
    latent: uniformLatent.create({ low: -0.999999, high: 0.999999, dim: 1 }),
    G: ([z]) => [z],
  };
  expect(await compute(gradientCosine, { ...gaussiansApart(1), ...inside })).toEqual({
    absent: 'the gradient under D* is 0, or below 0.000001: it has no direction',
  });
});

test.each<[string, Partial<Fake>, string]>([
  ['a relativistic loss', { loss: relativisticAverage }, 'compares scores in pairs'],
  ['a critic', { loss: wasserstein }, 'has no optimal score'],
  ['hinge, whose D* is a step', { loss: hinge }, 'the gradient under D* is 0'],
  [
    'a plane',
    { target: gaussianTarget.create({ mean: [0, 0], std: 1 }), latent: gaussianLatent.create({ dim: 2 }), G: (z) => z },
    'a latent and a target of one dimension, not 2 and 2',
  ],
])('%s has none, and the reason is stated', async (_, changes, reason) => {
  const fake = { ...gaussiansApart(1), ...changes };
  const slope: Fake['gradient'] = async (_, { otherScore }) => Float64Array.of(otherScore?.slope[0] ?? 1);
  expect(await compute(gradientCosine, { ...fake, gradient: slope })).toEqual({
    absent: expect.stringContaining(reason),
  });
});
