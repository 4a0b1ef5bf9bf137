import { expect, test } from 'vitest';
import { gaussiansApart } from '../../../test/support/gradients.js';
import { compute, type Fake, numberOf } from '../../../test/support/snapshots.js';
import { relativisticAverage } from '../../core/gan/losses/relativistic-average.js';
import { normalCdf } from '../../core/math/special/special.js';
import { gradientTail } from './gradient-tail.js';

/** The gradient at z, from a function of z's quantile. */
const fakeOf = (of: (u: number) => number): Fake => ({
  ...gaussiansApart(1),
  gradient: async (_, { z }) => {
    const norm = of(normalCdf(z[0]));
    return Float64Array.of(0.6 * norm, -0.8 * norm);
  },
});
const draws = 4000;
const k = 400;

test.each([1, 2.5])('of Pareto gradients of index %d it is the index, within five standard errors', async (index) => {
  const pareto = fakeOf((u) => u ** (-1 / index));
  expect(Math.abs((await numberOf(gradientTail, pareto, { draws })) - index)).toBeLessThan((5 * index) / Math.sqrt(k));
});

test('of Cauchy gradients, as of D* plus white noise, it is 1', async () => {
  const cauchy = fakeOf((u) => Math.tan(Math.PI * (u - 0.5)));
  expect(Math.abs((await numberOf(gradientTail, cauchy, { draws })) - 1)).toBeLessThan(5 / Math.sqrt(k));
});

test('it is absent at q = p and D*, where no z has a gradient; near it the tail is thin', async () => {
  expect(await compute(gradientTail, gaussiansApart(0))).toEqual({ absent: 'the gradient is 0 at most draws of z' });
  const close = gaussiansApart(0.5);
  const wide = await numberOf(gradientTail, close, { draws, tail: 0.3 });
  const narrow = await numberOf(gradientTail, close, { draws, tail: 0.02 });
  // The gradients are bounded: the shorter the tail, the thinner it is.
  expect(wide).toBeGreaterThan(2);
  expect(narrow).toBeGreaterThan(2 * wide);
});

test('each z gives one gradient, of G’s own loss or of another', async () => {
  const seen = new Set<string>();
  const fake: Fake = {
    ...gaussiansApart(1),
    gradient: async (player, { z, real, loss }) => {
      seen.add([player, z.length, real.length, loss?.name].join());
      return Float64Array.of(Math.exp(z[0]));
    },
  };
  await numberOf(gradientTail, fake, { draws: 40 });
  await numberOf(gradientTail, fake, { draws: 40, loss: 'minimax' });
  expect(seen).toEqual(new Set(['generator,1,1,', 'generator,1,1,minimax']));
  expect(await gradientTail.estimator({} as never, { draws: 40, tail: 0.1 })).toContain('k = 4 largest of n = 40');
});

test('a relativistic loss has no gradient at a single z', async () => {
  const relative = { ...fakeOf((u) => 1 / u), loss: relativisticAverage };
  expect(await compute(gradientTail, relative)).toEqual({
    absent: 'relativistic-average compares samples of a batch: a single z has no gradient',
  });
  expect(await compute(gradientTail, relative, { loss: 'minimax' })).toEqual({
    absent: 'the score of relativistic-average is not a probability',
  });
});

test('a constant gradient has an infinite index; NaN and a tail of one draw are absent', async () => {
  expect(
    await numberOf(
      gradientTail,
      fakeOf(() => 3),
    ),
  ).toBe(Infinity);
  expect(
    await compute(
      gradientTail,
      fakeOf(() => Number.NaN),
    ),
  ).toEqual({ absent: 'the gradient is not finite' });
  expect(
    await compute(
      gradientTail,
      fakeOf(() => 1),
      { draws: 20, tail: 0.05 },
    ),
  ).toEqual({
    absent: 'a tail of 1 draws is too short: at least 2 are needed',
  });
});
