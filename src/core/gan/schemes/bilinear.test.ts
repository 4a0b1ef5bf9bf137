/** Schemes in games small enough to be known: min over x, max over y of x y, and a parabola for D. */
import { describe, expect, it } from 'vitest';
import { distance, evaluate } from '../../../../test/support/programs.js';
import { gameWith, type Losses, matrixOf, spectralRadius } from '../../../../test/support/small-games.js';
import { type Tensor3D, tf } from '../../engine/tf.js';
import { families } from '../families.js';
import type { Batch } from './_scheme.js';

const { schemes } = families;

const alternating = { first: 'generator', discriminatorSteps: 1, generatorSteps: 1, batches: 'fresh' };
describe.each([0.1, 0.3, 0.5])('on x y with steps of %d, the spectral radius of a step', (eta) => {
  it.each([
    { name: 'simultaneous', options: {}, radius: Math.sqrt(1 + eta ** 2) },
    { name: 'alternating', options: alternating, radius: 1 },
    { name: 'extragradient', options: { batches: 'shared' }, radius: Math.sqrt(1 - eta ** 2 + eta ** 4) },
  ])('$name is $radius', async ({ name, options, radius }) => {
    expect(spectralRadius(await matrixOf(name, eta, options))).toBeCloseTo(radius, 9);
  });

  it('past-extragradient is that of optimistic gradient descent', async () => {
    // z -> z - 2 i eta z + i eta z_before has the eigenvalues (1 - 2 i eta +- sqrt(1 - 4 eta^2)) / 2.
    const radius = Math.hypot((1 + Math.sqrt(1 - 4 * eta ** 2)) / 2, eta);
    // At 1/2 the two meet, and are known to the root of the rounding.
    expect(spectralRadius(await matrixOf('past-extragradient', eta, {}))).toBeCloseTo(radius, eta === 0.5 ? 5 : 9);
  });
});

describe('an unrolled turn on x y', () => {
  it.each([0, 1, 3])('with %i steps differentiates through them', async (steps) => {
    const eta = 0.3;
    // D ends at y + K eta x, so that G's loss is x y + K eta x^2.
    const expected = [
      [1 - 2 * steps * eta ** 2, eta],
      [-eta, 1],
    ];
    const found = await matrixOf('unrolled', eta, { steps });
    expect(distance(found.flat(), expected.flat())).toBeLessThan(1e-11); // the nudge is 1e-12
  });
});

it.each([
  { zeroSum: true, of: "minus D's loss" },
  { zeroSum: false, of: 'its own loss' },
])('an unrolled turn descends $of', async ({ zeroSum }) => {
  // L_G = x y; L_D = y^2 / 2 - 3 x y, so that D looks ahead to z = y - eta (y - 3 x), and z' = dz/dx = 3 eta.
  const losses: Losses = {
    generator: ({ generator: x, discriminator: y }) => tf.mul(x, y),
    discriminator: ({ generator: x, discriminator: y }) =>
      tf.sub<Tensor3D>(tf.mul(tf.square(y), 0.5), tf.mul(tf.mul<Tensor3D>(x, y), 3)),
  };
  const eta = 0.2;
  // z + x z', or, of minus D's loss, -z z' + 3 z + 3 x z'; both linear in x and y.
  const slope = ([x, y]: readonly number[]) => {
    const z = y - eta * (y - 3 * x);
    return zeroSum ? -z * 3 * eta + 3 * z + 9 * eta * x : z + 3 * eta * x;
  };
  const turned = (at: readonly number[]) => [at[0] - eta * slope(at), at[1] - eta * (at[1] - 3 * at[0])];
  const found = await matrixOf('unrolled', eta, { steps: 1, zeroSum }, losses);
  expect(distance(found.flat(), [...turned([1, 0]), ...turned([0, 1])])).toBeLessThan(1e-10);
});

describe("D's optimum first, where D halves its distance to G with each step", () => {
  const chase: Losses = {
    generator: ({ discriminator, generator }) => tf.mul(discriminator, generator),
    discriminator: ({ generator, discriminator }) =>
      tf.mul<Tensor3D>(tf.squaredDifference(discriminator, generator), 0.5),
  };
  const turned = (steps: number, tolerances: number[]) =>
    evaluate(
      ({ x, y, lr, tolerance, updates }) => {
        const state = {
          generator: { parameters: x, memory: {} },
          discriminator: { parameters: y, memory: { updates } },
        };
        const options = { steps, tolerance, batches: 'shared' };
        const turn = { operations: gameWith(chase, lr), state, batch: () => ({}) as Batch };
        const next = schemes.get('optimal-discriminator')!.step(turn, options);
        return {
          x: next.generator.parameters,
          y: next.discriminator.parameters,
          updates: next.discriminator.memory.updates,
        };
      },
      {
        x: { shape: [2, 1, 1], values: [1, 1] },
        y: { shape: [2, 1, 1], values: [9, 9] },
        lr: { shape: [2, 1, 1], values: [0.5, 0.5] },
        tolerance: { shape: [2, 1, 1], values: tolerances },
        updates: { shape: [2, 1, 1], values: [0, 0] },
      },
    );

  it('each run stops at its own tolerance, and what its optimizer remembers stops with it', async () => {
    // Gradients of D: 8, 4, 2, 1, 0.5, ...
    const { x, y, updates } = await turned(10, [3, 0.75]);
    expect(y).toEqual([1 + 2, 1 + 0.5]);
    expect(updates).toEqual([2, 4]);
    expect(x).toEqual([1 - 0.5 * 3, 1 - 0.5 * 1.5]);
  });

  it('no run takes more than the steps allowed', async () => {
    expect((await turned(3, [0, 0])).y).toEqual([2, 2]);
  });
});
