import { expect, test } from 'vitest';
import { optionsOf } from '../../../test/support/members.js';
import { evaluate } from '../../../test/support/programs.js';
import { activations, initializers } from '../families.js';
import { stream } from '../math/random.js';
import { parameterCount } from '../network.js';
import { affine } from './affine.js';
import { mlp } from './mlp.js';

const building = { inputs: 2, outputs: 1, activations, initializers };

test('2 -> 3 -> 1 with tanh is w2 tanh(w1 x + b1) + b2', async () => {
  const built = mlp.create(optionsOf(mlp, { hidden: [3], activation: { name: 'tanh' } }), building);
  const w = [0.5, -1, 2, 0.3, 0.7, -0.2];
  const [b, v, c] = [[0.1, 0.2, -0.3], [1.5, -0.5, 0.25], [0.05]];
  const x = [0.4, -1.2];
  const given = {
    'weights-0': { shape: [1, 2, 3], values: w },
    'bias-0': { shape: [1, 1, 3], values: b },
    'weights-1': { shape: [1, 3, 1], values: v },
    'bias-1': { shape: [1, 1, 1], values: c },
    x: { shape: [1, 1, 2], values: x },
  } as const;
  const { y } = await evaluate((inputs) => {
    const parameters = built.parameters.map(({ name }) => inputs[name]);
    return { y: built.forward(parameters, inputs.x) };
  }, given);
  const hidden = [0, 1, 2].map((j) => Math.tanh(x[0] * w[j] + x[1] * w[3 + j] + b[j]));
  expect(y[0]).toBeCloseTo(
    hidden.reduce((sum, h, j) => sum + h * v[j], c[0]),
    14,
  );
});

test('an mlp has (in + 1) out parameters a layer, and in out without biases', () => {
  const count = (options: object) =>
    parameterCount(mlp.create(optionsOf(mlp, { hidden: [16, 8], ...options }), building));
  expect(count({})).toBe(3 * 16 + 17 * 8 + 9);
  expect(count({ bias: false })).toBe(2 * 16 + 16 * 8 + 8);
});

test('each layer starts at its own fan-in', () => {
  const built = mlp.create(optionsOf(mlp, { hidden: [400, 100] }), building);
  const flat = new Float64Array(parameterCount(built));
  built.initialize(flat, stream({ seed: 1, purpose: 'test', step: 0 }));
  const variance = (from: number, count: number) =>
    flat.subarray(from, from + count).reduce((sum, x) => sum + x * x, 0) / count;
  const [first, second] = [800, 40_000];
  expect(Math.abs(variance(0, first) / (2 / 2) - 1)).toBeLessThan(5 * Math.sqrt(2 / first));
  expect(variance(first, 400)).toBe(0);
  expect(Math.abs(variance(first + 400, second) / (2 / 400) - 1)).toBeLessThan(5 * Math.sqrt(2 / second));
});

test('affine refuses to change the number of coordinates', () => {
  expect(() => affine.create({ scale: 1, shift: 0 }, building)).toThrow(
    'affine: needs as many outputs as inputs, got 2 inputs and 1 outputs',
  );
});

test("between N(0, 1) and z + 8, the affine discriminator -8 x + 32 is D*'s score", async () => {
  const size = { ...building, inputs: 1, outputs: 1 };
  const built = affine.create({ scale: -8, shift: 32 }, size);
  const flat = new Float64Array(2);
  built.initialize(flat, stream({ seed: 1, purpose: 'test', step: 0 }));
  const x = [-1, 0, 4, 9];
  const given = {
    scale: { shape: [1, 1, 1], values: [flat[0]] },
    shift: { shape: [1, 1, 1], values: [flat[1]] },
    x: { shape: [1, 4, 1], values: x },
  } as const;
  const { y } = await evaluate((inputs) => ({ y: built.forward([inputs.scale, inputs.shift], inputs.x) }), given);
  expect(y).toEqual(x.map((at) => -(at ** 2) / 2 + (at - 8) ** 2 / 2));
});
