import { expect, test } from 'vitest';
import { compute, fakeSnapshot, numberOf } from '../../../test/support/snapshots.js';
import { gaussian } from '../../core/gan/targets/gaussian.js';
import type { GameAt } from '../../core/snapshot/game-at.js';
import { discriminatorParameter } from './discriminator-parameter.js';
import { distance } from './distance.js';
import { generatorParameter } from './generator-parameter.js';

const fake = fakeSnapshot({ target: gaussian.create({ mean: 0, std: 1 }), G: (z) => z });
const at = (generator: number[], discriminator: number[], rest: number[] | null = [0]) => ({
  ...fake,
  parameters: { generator: Float64Array.from(generator), discriminator: Float64Array.from(discriminator) },
  equilibrium: rest && { generator: rest, discriminator: [1] },
});

test('distance is measured from the equilibrium, over both players', async () => {
  expect(await numberOf(distance, at([3], [5]))).toBe(5);
  expect(await numberOf(distance, at([2], [1], [2]))).toBe(0);
  expect(await compute(distance, at([3], [5], null))).toEqual({ absent: 'no equilibrium is known in closed form' });
});

test('of a D that follows G it is the distance of G alone', async () => {
  const game = { sizes: { generator: 1, discriminator: 0 } } as unknown as GameAt;
  expect(await numberOf(distance, { ...at([3], [5]), game })).toBe(3);
});

test("a player's only parameter is read as it is; of several, none", async () => {
  const snapshot = at([-0.25], [1, 2]);
  expect(await numberOf(generatorParameter, snapshot)).toBe(-0.25);
  expect(await compute(discriminatorParameter, snapshot)).toEqual({
    absent: 'the discriminator has not one parameter but 2',
  });
});
