import { describe, expect, it } from 'vitest';
import { ALTERNATING, endOf, fieldOf, gameSetting, growthOf } from '../../../../test/support/games.js';
import type { Choice, Setting } from '../setting.js';

const GAME = { name: 'bilinear', start: { generator: 1, discriminator: 1 }, box: {} };
const game = (changes: Partial<Setting> & { lr?: number }) => gameSetting(GAME, changes);
const both = (choice: Choice) => ({ generator: choice, discriminator: choice });

it('pulls x against y and y along x', async () => {
  const at = await fieldOf(game({}));
  expect(await at(3, -2)).toEqual({
    field: [2, 3],
    jacobian: [
      [0, -1],
      [1, 0],
    ],
  }); // prettier-ignore
});

describe('a step multiplies the distance by', () => {
  it.each([
    { lr: 0.1, radius: 1.004988 },
    { lr: 0.3, radius: 1.044031 },
    { lr: 0.5, radius: 1.118034 },
  ])('$radius if both descend at once with rate $lr', async ({ lr, radius }) => {
    const grown = await growthOf(game({ lr }));
    expect(grown).toBeCloseTo(Math.sqrt(1 + lr ** 2), 10);
    expect(grown).toBeCloseTo(radius, 6);
  });

  it.each([0.1, 0.3, 0.5])('1 in alternating descent with rate %d', async (lr) => {
    expect(await growthOf(game({ lr, scheme: ALTERNATING }))).toBeCloseTo(1, 10);
  });

  it.each([
    { lr: 0.1, radius: 0.995038 },
    { lr: 0.3, radius: 0.958175 },
    { lr: 0.5, radius: 0.901388 },
  ])('$radius if both look ahead before they step, with rate $lr', async ({ lr, radius }) => {
    const scheme = { name: 'extragradient', batches: 'shared' };
    expect(await growthOf(game({ lr, scheme }))).toBeCloseTo(radius, 6);
  });

  it.each([
    { lr: 0.1, radius: 0.994936 },
    { lr: 0.3, radius: 0.948683 },
    { lr: 0.5, radius: Math.SQRT1_2 },
  ])('$radius if both are optimistic with rate $lr', async ({ lr, radius }) => {
    // At 0.5 the eigenvalues meet, and rounding moves them by its square root.
    expect(await growthOf(game({ optimizer: both({ name: 'optimistic', lr }) }))).toBeCloseTo(radius, 5);
  });

  it.each([
    { momentum: -0.5, radius: 1.000743 },
    { momentum: 0, radius: 1.004988 },
    { momentum: 0.5, radius: 1.045687 },
  ])('$radius with momentum $momentum at once, rate 0.1', async ({ momentum, radius }) => {
    const optimizer = both({ name: 'momentum', lr: 0.1, momentum });
    expect(await growthOf(game({ optimizer }))).toBeCloseTo(radius, 6);
  });

  it.each([
    { lr: 0.5, momentum: -0.5, radius: 0.962544 },
    { lr: 0.5, momentum: -0.3, radius: 0.96485 },
    { lr: 0.5, momentum: -0.1, radius: 0.980644 },
    { lr: 1, momentum: -0.3, radius: 0.846401 },
  ])('$radius in alternating descent with negative momentum $momentum, rate $lr', async ({ lr, momentum, radius }) => {
    const optimizer = both({ name: 'momentum', lr, momentum });
    expect(await growthOf(game({ optimizer, scheme: ALTERNATING }))).toBeCloseTo(radius, 6);
  });
});

it('keeps a player in its box and lets the other go', async () => {
  const game = { name: 'bilinear', start: { generator: 2, discriminator: 0.5 }, box: { discriminator: 1 } };
  const { generator, discriminator } = await endOf(gameSetting(game, { steps: 5, lr: 0.3 }));
  expect(discriminator).toBe(1);
  expect(generator).toBeCloseTo(2 - 0.3 * 0.5 - 4 * 0.3, 12);
});
