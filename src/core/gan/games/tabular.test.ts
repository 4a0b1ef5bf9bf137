import { describe, expect, it } from 'vitest';
import { ended } from '../../../../test/support/closed-games.js';
import { optionsOf } from '../../../../test/support/members.js';
import { distance } from '../../../../test/support/programs.js';
import { build } from '../build.js';
import { families } from '../families.js';
import type { Choice, Setting } from '../setting.js';

const { losses } = families;

const DATA = [0.05, 0.15, 0.5, 0.3];
const START = [0.4, 0.3, 0.2, 0.1];
const both = (choice: Choice) => ({ generator: choice, discriminator: choice });
const named = (name: string): Choice => ({ name, ...optionsOf(losses.get(name)!) }) as Choice;
const FIRST_D: Choice = { name: 'optimal-discriminator', steps: 40, tolerance: 1e-9, batches: 'shared' };

function setting(game: Record<string, unknown>, { lr = 0.1, ...changes }: Partial<Setting> & { lr?: number } = {}) {
  const name = { name: 'tabular', data: DATA, start: START, generator: 'probabilities', discriminator: 'optimal' };
  return {
    game: { ...name, ...game } as Choice,
    loss: both(named('minimax')),
    optimizer: both({ name: 'sgd', lr }),
    scheme: { name: 'simultaneous' },
    steps: 1,
    dtype: 'float64',
    ...changes,
  } satisfies Setting;
}

const kl = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, i) => sum + x * Math.log(x / b[i]), 0);
const middle = DATA.map((p, i) => (p + START[i]) / 2);
const js = (kl(DATA, middle) + kl(START, middle)) / 2;
const dStar = DATA.map((p, i) => p / (p + START[i]));

it('has the exact metrics of two histograms, and a D that is D*', async () => {
  const asked = ['js', 'kl-q-p', 'kl-p-q', 'optimal-value', 'value', 'dstar-max-error', 'total-variation', 'pearson'];
  const { read, values } = await ended(setting({}, { steps: 0 }), [...asked, 'wasserstein-1', 'modes-covered']);
  const expected = {
    js,
    'kl-q-p': kl(START, DATA),
    'kl-p-q': kl(DATA, START),
    'optimal-value': 2 * js - Math.log(4),
    value: 2 * js - Math.log(4),
    'dstar-max-error': 0,
    'total-variation': 0.5,
    pearson: DATA.reduce((sum, p, i) => sum + (p - START[i]) ** 2 / START[i], 0),
  };
  for (const [name, value] of Object.entries(expected)) expect(Math.abs(read(name) - value), name).toBeLessThan(1e-14);
  for (const name of ['wasserstein-1', 'modes-covered'])
    expect(values[name]).toEqual({ absent: expect.stringMatching(/^the game tabular has no /) });
});

it('updates q by the functional gradient, log(1 - D*), and projects it onto the simplex', async () => {
  const { generator } = await ended(setting({}));
  const gradient = dStar.map((d) => Math.log(1 - d));
  const mean = gradient.reduce((sum, g) => sum + g, 0) / 4;
  const expected = START.map((q, i) => q - 0.1 * (gradient[i] - mean));
  expect(distance(generator, expected)).toBeLessThan(1e-14);

  // A step too long: cells that would go below 0 are emptied, and the others share what these overshot.
  const far = (await ended(setting({}, { lr: 1 }))).generator;
  expect(far.reduce((sum, q) => sum + q, 0)).toBeCloseTo(1, 14);
  const reached = START.map((q, i) => q - gradient[i]);
  const kept = far.flatMap((q, i) => (q > 0 ? [i] : []));
  const shift = far[kept[0]] - reached[kept[0]];
  expect(kept.length).toBeLessThan(4);
  far.forEach((q, i) => {
    expect(q).toBeCloseTo(Math.max(0, reached[i] + shift), 14);
  });
});

it('moves logits by the chain rule through the softmax, against a fixed D*', async () => {
  const { generator } = await ended(setting({ generator: 'logits' }));
  const gradient = dStar.map((d) => Math.log(1 - d));
  const mean = gradient.reduce((sum, g, i) => sum + START[i] * g, 0);
  generator.forEach((logit, i) => {
    expect(Math.abs(logit - (Math.log(START[i]) - 0.1 * START[i] * (gradient[i] - mean)))).toBeLessThan(1e-14);
  });
});

describe('proposition 2: with an optimal D, small updates take q to p', () => {
  it.each([
    { says: 'D*, probabilities', game: {}, changes: { lr: 0.05, steps: 400 } },
    { says: 'D*, logits', game: { generator: 'logits' }, changes: { lr: 1, steps: 400 } },
    {
      says: 'a table that first learns',
      game: { discriminator: 'table' },
      changes: {
        scheme: FIRST_D,
        optimizer: { generator: { name: 'sgd', lr: 0.05 }, discriminator: { name: 'nesterov', lr: 4, momentum: 0.5 } },
        steps: 200,
      },
    },
  ])('$says', async ({ game, changes }) => {
    const values = [];
    for (const steps of [0, 10, 40, changes.steps])
      values.push((await ended(setting(game, { ...changes, steps }), ['optimal-value'])).read('optimal-value'));
    for (let i = 1; i < values.length; i++) expect(values[i]).toBeLessThan(values[i - 1]);
    expect(values.at(-1)! + Math.log(4)).toBeLessThan(1e-6);
  });
});

it('a table learns the optimum of every loss that has one', async () => {
  for (const loss of losses.values()) {
    if (typeof loss.optimum !== 'function') continue;
    const choice = named(loss.name);
    const optimizer = {
      generator: { name: 'sgd', lr: 0 },
      discriminator: { name: 'rmsprop', lr: 0.01, decay: 0.9, epsilon: 1e-8 },
    };
    const game = setting({ discriminator: 'table' }, { loss: both(choice), optimizer, steps: 800 });
    const { discriminator } = await ended(game);
    discriminator.forEach((score, i) => {
      const goal = (loss.optimum as (r: number, o: unknown) => number)(Math.log(DATA[i] / START[i]), choice);
      if (Number.isFinite(goal)) expect(Math.abs(score - goal), `${loss.name}, cell ${i}`).toBeLessThan(0.03);
      else expect(score * Math.sign(goal), `${loss.name}, cell ${i}`).toBeGreaterThan(1);
    });
  }
});

it('log-difference drives a table to 0 and 1, not to D*', async () => {
  const optimizer = both({ name: 'sgd', lr: 5 });
  const game = setting({ discriminator: 'table' }, { loss: both(named('log-difference')), optimizer, steps: 2000 });
  const fixed = { ...game, optimizer: { ...optimizer, generator: { name: 'sgd', lr: 0 } } };
  const { discriminator, read } = await ended(fixed, ['dstar-error']);
  const probabilities = discriminator.map((score) => 1 / (1 + Math.exp(-score)));
  probabilities.forEach((d, i) => {
    if (DATA[i] > START[i]) expect(d).toBeGreaterThan(0.99);
    else expect(d).toBeLessThan(0.01);
  });
  expect(read('dstar-error')).toBeGreaterThan(0.2);
});

it.each([
  { game: { start: [1, 2] }, loss: 'minimax', says: 'tabular: data has 4 cells, start has 2' },
  { game: {}, loss: 'wasserstein', says: 'wasserstein has no optimal discriminator' },
  { game: { discriminator: 'table' }, loss: 'relativistic-paired', says: 'compares scores of pairs' },
])('refuses what cannot be: $says', ({ game, loss, says }) => {
  expect(() => build(setting(game, { loss: both(named(loss)) }))).toThrow(says);
});
