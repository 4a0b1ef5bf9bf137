import { expect, test } from 'vitest';
import { optionsOf } from '../../../../test/support/members.js';
import { evaluate } from '../../../../test/support/programs.js';
import type { Tensors } from '../../engine/program.js';
import { type Tensor3D, tf } from '../../engine/tf.js';
import type { Optimizer, PlayerState } from './_optimizer.js';
import { adam } from './adam.js';
import { optimistic } from './optimistic.js';
import { optimisticAdam } from './optimistic-adam.js';

const zero = (): Tensor3D => tf.zeros([1, 1, 1]);
const begin = ({ memory }: Optimizer, parameters: Tensor3D): PlayerState => ({
  parameters,
  memory: Object.fromEntries(Object.keys(memory).map((name) => [name, zero()])),
});
const one = (value: number) => ({ shape: [1, 1, 1] as const, values: [value] });

// Roots of z^2 - z + 2 i lr z - i lr, the larger modulus: each player sees the other's gradient twice, less the one before. (At lr 0.5 the roots meet, and the ratio nears 0.707107 only slowly.)
test.each([
  { lr: 0.1, radius: 0.994936 },
  { lr: 0.3, radius: 0.948683 },
])('optimistic descent on min max xy shrinks by $radius a step with lr $lr', async ({ lr, radius }) => {
  const turns = (count: number, { x, y, rate }: Record<string, Tensor3D>) => {
    let [first, second] = [begin(optimistic, x), begin(optimistic, y)];
    for (let turn = 0; turn < count; turn++)
      [first, second] = [
        optimistic.update(second.parameters, first, { lr: rate }),
        optimistic.update(tf.neg(first.parameters), second, { lr: rate }),
      ];
    return tf.sqrt(tf.add(tf.square(first.parameters), tf.square(second.parameters))) as Tensor3D;
  };
  const body = (inputs: Tensors) => ({ early: turns(20, inputs), late: turns(40, inputs) });
  const { early, late } = await evaluate(body, { x: one(1), y: one(0.3), rate: one(lr) });
  expect((late[0] / early[0]) ** (1 / 20)).toBeCloseTo(radius, 5);
});

test("an optimistic Adam step is twice Adam's step minus the previous one", async () => {
  const gradients = [0.7, -2, 0.1, 1.3];
  const options = { ...optionsOf(adam), beta1: 0.5, lr: 0.25 } as Record<string, number>;
  const inputs = Object.fromEntries(Object.entries(options).map(([name, value]) => [name, one(value)]));
  const path = (optimizer: Optimizer, given: Tensors) => {
    let step = begin(optimizer, zero());
    const visited = gradients.map((g) => {
      step = optimizer.update(tf.fill([1, 1, 1], g), step, given);
      return step.parameters;
    });
    return tf.concat(visited, 2) as Tensor3D;
  };
  const body = (given: Tensors) => ({ plain: path(adam, given), twice: path(optimisticAdam, given) });
  const { plain, twice } = await evaluate(body, inputs);
  const moves = plain.map((x, i) => x - (plain[i - 1] ?? 0));
  const expected = plain.map((x, i) => 2 * x - (plain[i - 1] ?? 0));
  expect(moves[0]).toBeCloseTo(-0.25, 6);
  twice.forEach((x, i) => {
    expect(x).toBeCloseTo(expected[i], 6);
  });
});
