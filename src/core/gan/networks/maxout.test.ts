import { expect, test } from 'vitest';
import { optionsOf } from '../../../../test/support/members.js';
import { evaluate } from '../../../../test/support/programs.js';
import { families } from '../families.js';
import { parameterCount } from './_network.js';
import { maxout } from './maxout.js';

const { activations, initializers } = families;

const building = { inputs: 2, outputs: 1, activations, initializers };

test('a hidden unit is the largest of its pieces: 2 -> 2 units of 3 pieces -> 1', async () => {
  const built = maxout.create(optionsOf(maxout, { hidden: [2], pieces: 3 }), building);
  expect(parameterCount(built)).toBe(2 * 6 + 6 + 2 + 1);
  const w = Array.from({ length: 12 }, (_, i) => Math.sin(3 * i + 1));
  const b = [0.1, -0.2, 0.3, 0, -0.1, 0.2];
  const [v, c] = [[1.5, -2], [0.25]];
  const x = [0.8, -1.1];
  const { y } = await evaluate(
    (inputs) => ({
      y: built.forward(
        built.parameters.map(({ name }) => inputs[name]),
        inputs.x,
      ),
    }),
    {
      'weights-0': { shape: [1, 2, 6], values: w },
      'bias-0': { shape: [1, 1, 6], values: b },
      'weights-1': { shape: [1, 2, 1], values: v },
      'bias-1': { shape: [1, 1, 1], values: c },
      x: { shape: [1, 1, 2], values: x },
    },
  );
  // Column piece * 2 + unit.
  const column = (j: number) => x[0] * w[j] + x[1] * w[6 + j] + b[j];
  const units = [0, 1].map((unit) => Math.max(column(unit), column(2 + unit), column(4 + unit)));
  expect(y[0]).toBeCloseTo(units[0] * v[0] + units[1] * v[1] + c[0], 14);
});
