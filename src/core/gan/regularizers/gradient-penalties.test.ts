import { describe, expect, test } from 'vitest';
import { evaluate, optionTensors } from '../../../../test/support/programs.js';
import { contextOf, inputsOf, PARAMETERS } from '../../../../test/support/regularizers.js';
import type { Tensors } from '../../engine/program.js';
import { grad, type Tensor3D, tf } from '../../engine/tf.js';
import { families } from '../families.js';
import type { Player } from '../players.js';
import { slopeLength } from './_gradient-norm.js';
import type { RegularizerContext } from './_regularizer.js';
import { l2 } from './l2.js';
import { weightClipping } from './weight-clipping.js';

const { regularizers } = families;

// s(x, y) = 3 x + y^2: its squared gradient is 9 + 4 y^2.
const bowl = (x: Tensor3D): Tensor3D => {
  const [first, second] = tf.split(x, 2, 2) as Tensor3D[];
  return tf.add(tf.mul(first, 3), tf.square(second));
};
// s(x, y) = 3 x - 4 y: its gradient's length is 5 everywhere.
const plane = (x: Tensor3D): Tensor3D => tf.matMul(x, tf.tensor3d([3, -4], [1, 2, 1]));

const length = (square: number) => Math.sqrt(square + 1e-12);
const given = {
  real: { shape: [1, 2, 2], values: [5, 1, -7, 2] },
  fake: { shape: [1, 2, 2], values: [0, -3, 2, 0.5] },
  mix: { shape: [1, 2, 1], values: [0.25, 0.6] },
  shift: { shape: [1, 2, 2], values: [0.1, 0.9, 0.3, 0.4] },
  shake: { shape: [1, 2, 2], values: [-1, 1.5, 2, -0.5] },
} as const;
// Of the data's four coordinates 5, 1, -7, 2, whose mean is 0.25.
const SD = Math.sqrt((4.75 ** 2 + 0.75 ** 2 + 7.25 ** 2 + 1.75 ** 2) / 4);
// y where the two interpolates lie.
const [Y1, Y2] = [0.25 * 1 + 0.75 * -3, 0.6 * 2 + 0.4 * 0.5];
const missed = (ys: number[], aim: number) =>
  ys.reduce((sum, y) => sum + (length(9 + 4 * y * y) - aim) ** 2, 0) / ys.length;

async function added(
  name: string,
  { score = bowl, player = 'discriminator' as Player, options = {} as Record<string, unknown> },
): Promise<number | null> {
  const regularizer = regularizers.get(name)!;
  const scalars = Object.entries(options).filter(([, value]) => typeof value === 'number');
  const inputs = {
    ...given,
    ...Object.fromEntries(
      scalars.map(([option, value]) => [`option/${option}`, { shape: [1, 1, 1] as const, values: [value as number] }]),
    ),
  };
  let none = false;
  const body = (tensors: Tensors) => {
    const context = {
      player,
      score,
      real: tensors.real,
      fake: tensors.fake,
      mean: (perSample: Tensor3D): Tensor3D => tf.mean(perSample, 1, true),
      draw: (draw: string) => tensors[draw],
    } as RegularizerContext;
    const result = regularizer.add(context, optionTensors(options, tensors));
    none = result === null;
    return { regularizer: result ?? (tf.zeros([1, 1, 1]) as Tensor3D) };
  };
  const { regularizer: values } = await evaluate(body, inputs);
  return none ? null : values[0];
}

const gp = { weight: 0.7, aim: 2, sides: 'two' };
const around = { weight: 0.7, aim: 1, spread: 0.5, noise: 'uniform' };
describe.each([
  { name: 'r1', options: { gamma: 0.7 }, value: 0.35 * (9 + (4 * (1 + 4)) / 2), at: 'data' },
  { name: 'r2', options: { gamma: 0.7 }, value: 0.35 * (9 + (4 * (9 + 0.25)) / 2), at: "G's samples" },
  { name: 'r1-r2', options: { gamma: 0.7 }, value: 0.35 * (18 + (4 * (1 + 4 + 9 + 0.25)) / 2), at: 'both, summed' },
  { name: 'zero-centred', options: { weight: 0.7 }, value: 0.7 * (9 + 2 * (Y1 ** 2 + Y2 ** 2)), at: 'interpolates' },
  { name: 'gradient-penalty', options: gp, value: 0.7 * missed([Y1, Y2], 2), at: 'interpolates' },
  {
    name: 'dragan',
    options: around,
    value: 0.7 * missed([1 + 0.5 * SD * 0.25 * 0.9, 2 + 0.5 * SD * 0.6 * 0.4], 1),
    at: 'data with noise as in the code',
  },
  {
    name: 'dragan',
    options: { ...around, noise: 'normal' },
    value: 0.7 * missed([1 + 0.5 * SD * 1.5, 2 + 0.5 * SD * -0.5], 1),
    at: 'data with normal noise',
  },
])('$name', ({ name, options, value, at }) => {
  test(`looks at ${at}, in D's loss alone`, async () => {
    expect(await added(name, { options })).toBeCloseTo(value, 10);
    expect(await added(name, { options, player: 'generator' })).toBeNull();
  });
});

test.each([
  { name: 'r1', options: { gamma: 0.4 }, value: 0.2 * 25 },
  { name: 'r1-r2', options: { gamma: 0.4 }, value: 0.4 * 25 },
  { name: 'zero-centred', options: { weight: 0.4 }, value: 0.4 * 25 },
  { name: 'gradient-penalty', options: { weight: 0.4, aim: 1, sides: 'two' }, value: 0.4 * 16 },
  { name: 'gradient-penalty', options: { weight: 0.4, aim: 1, sides: 'one' }, value: 0.4 * 16 },
  { name: 'gradient-penalty', options: { weight: 0.4, aim: 7, sides: 'two' }, value: 0.4 * 4 },
  { name: 'gradient-penalty', options: { weight: 0.4, aim: 7, sides: 'one' }, value: 0 },
  { name: 'dragan', options: { ...around, weight: 0.4, aim: 1 }, value: 0.4 * 16 },
])('a linear D with |w| = 5: $name $options gives $value', async ({ name, options, value }) => {
  expect(await added(name, { score: plane, options })).toBeCloseTo(value, 10);
});

test('where D is flat, the length of its gradient is 1e-6 and has the slope 0, not 0 / 0', async () => {
  const body = ({ steepness, real }: Tensors) => {
    const length = () => slopeLength((x) => tf.mul(plane(x), steepness), real);
    return { length: length(), slope: grad(length, [steepness])[0] };
  };
  const steepness = { shape: [1, 1, 1] as const, values: [0] };
  const found = await evaluate(body, { steepness, real: given.real });
  expect(found.length).toEqual([1e-6, 1e-6]);
  expect(found.slope).toEqual([0]);
});

test("l2 is half the weight times the squares of the player's own parameters", async () => {
  const squares = (values: number[]) => values.reduce((sum, value) => sum + value * value, 0);
  const { u, w, b, v } = PARAMETERS;
  for (const [player, sum] of [
    ['generator', squares(u)],
    ['discriminator', squares([...w, ...b, ...v])],
  ] as const) {
    const body = (inputs: Tensors) => ({ added: l2.add(contextOf(player, inputs), optionTensors({}, inputs))! });
    const { added: found } = await evaluate(body, inputsOf(l2, { weight: 0.3 }));
    expect(found[0]).toBeCloseTo(0.15 * sum, 12);
  }
});

describe("where the players' losses have the slopes 3 and -4", () => {
  const slopes = { generator: 3, discriminator: -4 };
  const found = async (name: string, player: Player, option: string) => {
    const body = (inputs: Tensors) => {
      const slope = (of: Player) => [tf.fill([1, 1, 1], slopes[of]) as Tensor3D];
      const context = { player, slope } as unknown as RegularizerContext;
      return { added: regularizers.get(name)!.add(context, inputs) ?? (tf.zeros([1, 1, 1]) as Tensor3D) };
    };
    return (await evaluate(body, { [option]: { shape: [1, 1, 1], values: [0.2] } })).added[0];
  };
  test('consensus adds gamma / 2 times both squares to both losses', async () => {
    expect(await found('consensus', 'generator', 'gamma')).toBeCloseTo(0.1 * 25, 12);
    expect(await found('consensus', 'discriminator', 'gamma')).toBeCloseTo(0.1 * 25, 12);
  });
  test("gradient-norm adds half the weight times D's square to G's loss alone", async () => {
    expect(await found('gradient-norm', 'generator', 'weight')).toBeCloseTo(0.1 * 16, 12);
    expect(await found('gradient-norm', 'discriminator', 'weight')).toBe(0);
  });
});

test("weight clipping puts D's parameters into the box, each run's own, and leaves G's alone", async () => {
  const body = ({ parameters, limit }: Tensors) => ({
    discriminator: weightClipping.project!('discriminator', parameters, { limit }),
    generator: weightClipping.project!('generator', parameters, { limit }),
  });
  const clipped = await evaluate(body, {
    parameters: { shape: [2, 1, 3], values: [-2, 0.25, 0.75, -2, 0.25, 0.75] },
    limit: { shape: [2, 1, 1], values: [0.5, 1] },
  });
  expect(clipped.discriminator).toEqual([-0.5, 0.25, 0.5, -1, 0.25, 0.75]);
  expect(clipped.generator).toEqual([-2, 0.25, 0.75, -2, 0.25, 0.75]);
});
