import { expect, test } from 'vitest';
import { evaluate } from '../../../test/support/programs.js';
import { type Tensor3D, tf } from '../engine/tf.js';
import { r1 } from './r1.js';
import { r2 } from './r2.js';

// s(x, y) = 3 x + y^2: its squared gradient is 9 + 4 y^2.
const score = (x: Tensor3D): Tensor3D => {
  const [first, second] = tf.split(x, 2, 2) as Tensor3D[];
  return tf.add(tf.mul(first, 3), tf.square(second));
};
const mean = (perSample: Tensor3D): Tensor3D => tf.mean(perSample, 1, true);
const given = {
  real: { shape: [1, 2, 2], values: [5, 1, -7, 2] },
  fake: { shape: [1, 2, 2], values: [0, -3, 2, 0.5] },
  gamma: { shape: [1, 1, 1], values: [0.7] },
} as const;

test.each([
  { penalty: r1, at: 'data', value: 0.35 * (9 + (4 * (1 + 4)) / 2) },
  { penalty: r2, at: "the generator's samples", value: 0.35 * (9 + (4 * (9 + 0.25)) / 2) },
])(
  "$penalty.name is gamma / 2 times the mean squared gradient at $at, in D's loss alone",
  async ({ penalty, value }) => {
    const added = await evaluate(({ real, fake, gamma }) => {
      const context = { player: 'discriminator', score, real, fake, mean } as const;
      expect(penalty.add({ ...context, player: 'generator' }, { gamma })).toBeNull();
      return { penalty: penalty.add(context, { gamma })! };
    }, given);
    expect(added.penalty[0]).toBeCloseTo(value, 12);
  },
);
