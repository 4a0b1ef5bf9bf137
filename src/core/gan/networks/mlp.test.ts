import { expect, test } from 'vitest';
import { optionsOf } from '../../../../test/support/members.js';
import { evaluate, type Given } from '../../../../test/support/programs.js';
import type { Tensors } from '../../engine/program.js';
import { stream } from '../../math/random/random.js';
import { families } from '../families.js';
import { type BuiltNetwork, type ForwardPass, parameterCount } from './_network.js';
import { affine } from './affine.js';
import { mlp } from './mlp.js';

const { activations, initializers } = families;

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

const square = { ...building, outputs: 2 };
const pass = (built: BuiltNetwork, given: Record<string, Given>, how: (inputs: Tensors) => ForwardPass | undefined) =>
  evaluate((inputs) => {
    const matrices = built.parameters.map(({ name }) => inputs[name]);
    return { y: built.forward(matrices, inputs.x, how(inputs)) };
  }, given);

/** One hidden layer of three rectified units, all of which are on: y = (x W + b) V. */
const open = {
  'weights-0': { shape: [1, 2, 3], values: [1, 2, 0, 0, 1, 3] },
  'bias-0': { shape: [1, 1, 3], values: [0.5, 0, 1] },
  'weights-1': { shape: [1, 3, 2], values: [1, -1, 2, 0.5, -2, 1] },
  'bias-1': { shape: [1, 1, 2], values: [0, 0] },
  x: { shape: [1, 1, 2], values: [1, 2] },
} as const;

test('dropout switches units off in training, makes the others larger, and leaves all on when measured', async () => {
  const built = mlp.create(optionsOf(mlp, { hidden: [3], dropout: 0.6 }), square);
  expect(built.draws).toEqual({ 'dropout-0': 3 });
  const hidden = [1.5, 4, 7];
  const through = (h: readonly number[]) => [h[0] + 2 * h[1] - 2 * h[2], -h[0] + 0.5 * h[1] + h[2]];
  const given = { ...open, uniform: { shape: [1, 1, 3], values: [0.7, 0.59, 0.61] } } as const;
  const trained = await pass(built, given, ({ uniform }) => ({ draw: () => uniform }));
  const kept = [hidden[0] / 0.4, 0, hidden[2] / 0.4];
  for (const [i, value] of through(kept).entries()) expect(trained.y[i]).toBeCloseTo(value, 12);
  expect((await pass(built, given, () => undefined)).y).toEqual(through(hidden));
});

test('inputScale multiplies what the first layer sees', async () => {
  const built = (options: object) => mlp.create(optionsOf(mlp, { hidden: [3], ...options }), square);
  const scaled = { ...open, x: { shape: [1, 1, 2], values: [4, 8] } } as const;
  const { y } = await pass(built({ inputScale: 0.25 }), scaled, () => undefined);
  expect(y).toEqual((await pass(built({}), open, () => undefined)).y);
  expect(built({ inputScale: 0.25 }).layers).toBeNull(); // else its density would be read off the layers alone
});

test('spectral normalisation divides every matrix by its largest singular value, and no bias', async () => {
  const built = mlp.create(optionsOf(mlp, { hidden: [2], normalize: 'spectral' }), square);
  const given = {
    'weights-0': { shape: [1, 2, 2], values: [3, 0, 0, 5] },
    'bias-0': { shape: [1, 1, 2], values: [0.5, 1] },
    'weights-1': { shape: [1, 2, 2], values: [0, 4, -2, 0] },
    'bias-1': { shape: [1, 1, 2], values: [0.1, 0.2] },
    x: { shape: [1, 1, 2], values: [1, 2] },
  } as const;
  const { y } = await pass(built, given, () => undefined);
  const [a, b] = [3 / 5 + 0.5, 2 + 1];
  expect(y[0]).toBeCloseTo(-b / 2 + 0.1, 9);
  expect(y[1]).toBeCloseTo(a + 0.2, 9);
});

test("the generator of PacGAN: batch norm in place of the hidden layers' biases", () => {
  const built = mlp.create(optionsOf(mlp, { hidden: [400, 400, 400, 400], normalize: 'batch' }), square);
  expect(parameterCount(built)).toBe(2 * 400 + 3 * 400 * 400 + 4 * 800 + 400 * 2 + 2);
  expect(built.parameters.filter(({ name }) => name.startsWith('bias')).map(({ name }) => name)).toEqual(['bias-4']);
});

test('evaluated, batch norm makes each row a function of itself, which a reference batch fixes', async () => {
  const built = mlp.create(optionsOf(mlp, { hidden: [3], normalize: 'batch' }), square);
  const { 'bias-0': _, ...rest } = open;
  const given = {
    ...rest,
    'gain-0': { shape: [1, 1, 3], values: [1, 2, 0.5] },
    'shift-0': { shape: [1, 1, 3], values: [0, -1, 0.3] },
    reference: { shape: [1, 3, 2], values: [0, 1, 2, -1, 3, 0.5] },
  } as const;
  const beside = async (x: readonly number[]) =>
    (await pass(built, { ...given, x: { shape: [1, x.length / 2, 2], values: x } }, ({ reference }) => ({ reference })))
      .y;
  const alone = await beside([1, 2]);
  expect((await beside([7, -5, 1, 2, 0, 0])).slice(2, 4)).toEqual(alone);
  // Of the reference's own rows, by its own statistics, as in training.
  const trained = await pass(built, { ...given, x: given.reference }, ({ reference }) => ({ draw: () => reference }));
  const read = await beside(given.reference.values);
  for (const [i, value] of trained.y.entries()) expect(read[i]).toBeCloseTo(value, 12);
});
