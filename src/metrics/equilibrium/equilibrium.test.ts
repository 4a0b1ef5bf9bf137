import { expect, test } from 'vitest';
import { compute, fakeSnapshot, numberOf } from '../../../test/support/snapshots.js';
import { gaussianTarget } from '../../core/gan/targets/gaussian.js';
import type { GameAt } from '../../core/snapshot/game-at.js';
import { discriminatorParameter } from './discriminator-parameter.js';
import { distance } from './distance.js';
import { generatorParameter } from './generator-parameter.js';

const fake = fakeSnapshot({ target: gaussianTarget.create({ mean: 0, std: 1 }), G: (z) => z });
const at = (generator: number[], discriminator: number[], rest: number[] | null = [0]) => ({
  ...fake,
  parameters: { generator: Float64Array.from(generator), discriminator: Float64Array.from(discriminator) },
  equilibrium: rest && { generator: rest, discriminator: [1] },
});

test('distance is that of both players’ parameters from the equilibrium', async () => {
  expect(await numberOf(distance, at([3], [5]))).toBe(5);
  expect(await numberOf(distance, at([2], [1], [2]))).toBe(0);
  expect(await compute(distance, at([3], [5], null))).toEqual({ absent: 'no equilibrium is known in closed form' });
});

test('with a discriminator that is always optimal, only the generator’s parameters count', async () => {
  const game = { sizes: { generator: 1, discriminator: 0 } } as unknown as GameAt;
  expect(await numberOf(distance, { ...at([3], [5]), game })).toBe(3);
});

test("a player's only parameter is the value; of several it is absent", async () => {
  const snapshot = at([-0.25], [1, 2]);
  expect(await numberOf(generatorParameter, snapshot)).toBe(-0.25);
  expect(await compute(discriminatorParameter, snapshot)).toEqual({
    absent: 'the discriminator has 2 parameters, not one',
  });
});

test('`of` names a scalar parameter; what is not a scalar, and NaN, are absent', async () => {
  const networks = {
    ...fake.networks,
    generator: {
      ...fake.networks.generator,
      parameters: [
        { name: 'weights', rows: 2, columns: 1 },
        { name: 'mean', rows: 1, columns: 1 },
      ],
    },
  };
  const snapshot = { ...at([5, 6, -3], [1]), networks };
  expect(await numberOf(generatorParameter, snapshot, { of: 'mean' })).toBe(-3);
  expect(await compute(generatorParameter, snapshot, { of: 'weights' })).toEqual({
    absent: 'the generator has no scalar parameter "weights"',
  });
  expect(await compute(discriminatorParameter, at([0], [Number.NaN]))).toEqual({
    absent: "the discriminator's parameter is not a number",
  });
});
