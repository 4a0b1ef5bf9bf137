import type { MemberTemplate } from '../member-template.js';

/** Gradient descent along an exponential average of the gradients. */
export const optimizerTemplate: MemberTemplate = {
  folder: 'src/core/gan/optimizers',
  laws: 'src/core/gan/optimizers/family.laws.ts',
  further: [
    'One law compares every optimizer with a reference implementation: add yours to test/golden/optimizers.py and run it.',
  ],
  member: ({ name, id }) => `/** To be replaced: gradient descent along an exponential average of the gradients. */
import { type Tensor3D, tf } from '../../engine/tf.js';
import { scalar } from '../options.js';
import { optimizer } from './_optimizer.js';

// One step of one player. Parameters, gradient and vectors in memory have the shape [runs, 1, length].
// A scalar option reaches update as a tensor; lr is required, and gets a schedule by itself.
export const ${id} = optimizer({
  name: '${name}',
  description: 'v <- decay v + (1 - decay) g; theta <- theta - lr v.',
  notes: ['Conventions, formulas and traps, one paragraph of whole sentences each.'],
  options: {
    lr: scalar({ description: 'learning rate', default: 0.01, above: 0 }),
    decay: scalar({ description: 'share of v that is kept', default: 0.9, atLeast: 0, below: 1 }),
  },
  // What is kept between steps: a vector as long as the parameters, or one number; both start at \`start\`.
  memory: { velocity: { size: 'parameters', start: 0 } },
  update(gradient, { parameters, memory }, { lr, decay }) {
    const fresh = tf.mul(gradient, tf.sub(1, decay));
    const velocity: Tensor3D = tf.add(tf.mul(memory.velocity, decay), fresh);
    return { parameters: tf.sub(parameters, tf.mul(velocity, lr)), memory: { velocity } };
  },
});
`,
  test: ({ name, id }) => `import { expect, test } from 'vitest';
import { optionsOf } from '../../../../test/support/members.js';
import { evaluate, optionInputs, optionTensors } from '../../../../test/support/programs.js';
import type { Tensors } from '../../engine/program.js';
import { type Tensor3D, tf } from '../../engine/tf.js';
import type { PlayerState } from './_optimizer.js';
import { ${id} } from './${name}.js';

/** The parameter after each of these gradients, from 1. */
async function path(gradients: readonly number[], given: Record<string, number> = {}): Promise<number[]> {
  const options = optionsOf(${id}, given);
  const body = (inputs: Tensors): Tensors => {
    const memory = Object.fromEntries(
      Object.entries(${id}.memory).map(([key, { start }]) => [key, tf.fill([1, 1, 1], start) as Tensor3D]),
    );
    let state: PlayerState = { parameters: inputs.start, memory };
    const visited = gradients.map((gradient) => {
      state = ${id}.update(tf.fill([1, 1, 1], gradient), state, optionTensors(options, inputs));
      return state.parameters;
    });
    return { visited: tf.concat(visited, 2) };
  };
  const start = { shape: [1, 1, 1] as const, values: [1] };
  const result = await evaluate(body, { start, ...optionInputs(${id}, options) });
  return result.visited;
}

test('null: without a gradient the parameters stay', async () => {
  expect(await path([0, 0, 0])).toEqual([1, 1, 1]);
});

test('known answer: two steps, by hand', async () => {
  // v: 0.1 * 2 = 0.2, then 0.9 * 0.2 + 0.1 * 4 = 0.58.
  const [first, second] = await path([2, 4], { lr: 0.5, decay: 0.9 });
  expect(first).toBeCloseTo(1 - 0.5 * 0.2, 12);
  expect(second).toBeCloseTo(1 - 0.5 * 0.2 - 0.5 * 0.58, 12);
});

test('degenerate: without decay it is gradient descent', async () => {
  expect(await path([2, -4], { lr: 0.25, decay: 0 })).toEqual([0.5, 1.5]);
});
`,
};
