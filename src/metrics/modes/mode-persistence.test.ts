import { expect, test } from 'vitest';
import { everyMode, ringOf } from '../../../test/support/mode-generators.js';
import { compute, type Fake, numberOf } from '../../../test/support/snapshots.js';
import { ring } from '../../core/gan/targets/ring.js';
import { modePersistence } from './mode-persistence.js';
import { modesCovered } from './modes-covered.js';

const target = ring.create({ modes: 8, radius: 2, std: 0.02 });
const on = (...modes: readonly number[]): Fake => ({
  target,
  G: ringOf(
    target,
    everyMode(8).map((_, k) => (modes.includes(k) ? 1 / modes.length : 0)),
  ),
});
const after = (before: Fake, now: Fake): Fake => ({ ...now, previous: before });

test('two draws of the data cover the same modes', async () => {
  const all = on(0, 1, 2, 3, 4, 5, 6, 7);
  expect(await numberOf(modePersistence, after(all, { ...all, seed: 2 }))).toBe(1);
});

test('it is the number of modes in both over that in either', async () => {
  expect(await numberOf(modePersistence, after(on(0, 1, 2), on(1, 2, 3, 4)))).toBe(2 / 5);
  expect(await numberOf(modePersistence, after(on(5), on(5)))).toBe(1);
});

test('mode hopping gives 0 while modes-covered stays the same', async () => {
  const hopped = after(on(1, 4), on(2, 7));
  expect(await numberOf(modesCovered, hopped)).toBe(2);
  expect(await numberOf(modePersistence, hopped)).toBe(0);
});

test('`atLeast` decides which modes are covered', async () => {
  const mostly: Fake = { target, G: ringOf(target, [0.99, 0.01]), samples: 1000 };
  expect(await numberOf(modePersistence, after(on(0), mostly))).toBe(1 / 2);
  expect(await numberOf(modePersistence, after(on(0), mostly), { atLeast: 50 })).toBe(1);
});

test('a constant generator has 1; without modes, a previous measurement or numbers it is absent', async () => {
  const point: Fake = { target, G: () => [2, 0] };
  const nowhere: Fake = { target, G: () => [0, 0] };
  const broken: Fake = { target, G: () => [0, Number.NaN] };
  expect(await numberOf(modePersistence, after(point, point))).toBe(1);
  expect(await numberOf(modePersistence, after(point, nowhere))).toBe(0);
  expect(await compute(modePersistence, after(nowhere, nowhere))).toEqual({
    absent: 'no mode is covered at either measurement',
  });
  expect(await compute(modePersistence, point)).toEqual({ absent: 'there is no earlier measurement' });
  expect(await compute(modePersistence, after(broken, point))).toEqual({
    absent: "at the previous measurement: G's output is not finite",
  });
});
