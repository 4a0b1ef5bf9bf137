import { beforeAll, describe, expect, it } from 'vitest';
import { optionsOf } from '../../../test/support/members.js';
import { evaluate } from '../../../test/support/programs.js';
import { smallSetting } from '../../../test/support/setting.js';
import { openBackend } from '../engine/backends/backends.js';
import type { Arrays, Backend } from '../engine/program.js';
import { type Tensor3D, tf } from '../engine/tf.js';
import { build, type Parts } from '../gan/build.js';
import { families } from '../gan/families.js';
import type { Choice, Setting } from '../gan/setting.js';
import { stream } from '../math/random/random.js';
import { batchSources } from './batches.js';
import { parametersIn, startingState } from './state-layout.js';
import { stepProgram } from './step-program.js';
import { type CompiledPrograms, openTrainer } from './trainer.js';

const { regularizers } = families;

/** A generator whose samples are not used. */
const generatorZeros = ({ game }: Parts) =>
  game.players.generator.parameters.map(({ rows, columns }) => tf.zeros([1, rows, columns]) as Tensor3D);

let onnx: Backend;
let eager: Backend;
beforeAll(async () => {
  onnx = await openBackend('onnx');
  eager = await openBackend('tfjs');
});

async function train(setting: ReturnType<typeof smallSetting>, seeds: number[], steps: number, backend = onnx) {
  const trainer = await openTrainer(build(setting), { seeds, backend });
  await trainer.trainTo(steps);
  return trainer;
}

describe('a run', () => {
  it.each([100, 37, 3])('has the same bits alone as among eight, batch %i', async (batch) => {
    const setting = smallSetting({ batch });
    const alone = await train(setting, [3], 200);
    const among = await train(setting, [1, 2, 3, 4, 5, 6, 7, 8], 200);
    expect(among.state(3)).toEqual(alone.state(3));
    expect(among.state(4)).not.toEqual(alone.state(3));
  });

  const drawing: Choice[] = [
    { name: 'gradient-penalty', weight: 0.1, aim: 1, sides: 'two' },
    { name: 'dragan', weight: 1, aim: 1, spread: 0.5, noise: 'uniform' },
    { name: 'dragan', weight: 1, aim: 1, spread: 0.5, noise: 'normal' },
  ];
  it.each(drawing)('has the same bits alone as among eight with $name, $noise: draws are its own', async (choice) => {
    const regularizer = { generator: { name: 'none' }, discriminator: choice };
    const setting = smallSetting({ regularizer, batch: 37 });
    const alone = await train(setting, [3], 50);
    const among = await train(setting, [1, 2, 3, 4, 5, 6, 7, 8], 50);
    expect(among.state(3)).toEqual(alone.state(3));
    expect(alone.state(3)).not.toEqual((await train(smallSetting({ batch: 37 }), [3], 50)).state(3));
  });

  it.each([
    { choice: drawing[0], purpose: 'mix-uniform-sample/discriminator-1', fill: 'fillUniform', length: 5 },
    { choice: drawing[2], purpose: 'shake-normal-coordinate/discriminator-1', fill: 'fillNormal', length: 10 },
  ] as const)('draws $purpose from a stream of its seed, and nothing that is not used', async (draw) => {
    const { choice, purpose, fill, length } = draw;
    const regularizer = { generator: { name: 'none' }, discriminator: choice };
    const seen: Arrays[] = [];
    const watched: Backend = {
      ...onnx,
      async prepare(program, options) {
        const executable = await onnx.prepare(program, options);
        const run = (inputs: Arrays) => {
          seen.push(Object.fromEntries(Object.entries(inputs).map(([name, array]) => [name, array.slice()])));
          return executable.run(inputs);
        };
        return { usedInputs: executable.usedInputs, outputs: executable.outputs, run, dispose: executable.dispose };
      },
    };
    await train(smallSetting({ regularizer, batch: 5 }), [8, 3], 2, watched);
    const expected = new Float32Array(length);
    stream({ seed: 3, purpose, step: 1 })[fill](expected);
    expect(seen[1][purpose].slice(length)).toEqual(expected);
    const extra = Object.keys(seen[1]).filter((name) => name.includes('/') && !/^(real|latent)/.test(name));
    expect(extra).toEqual([purpose]);
  });

  const { generator, discriminator } = smallSetting();
  const networked: (Partial<Setting> & { readonly title: string })[] = [
    { title: 'dropout', generator: { ...generator, dropout: 0.2 }, discriminator: { ...discriminator, dropout: 0.4 } },
    { title: 'batch norm', generator: { ...generator, normalize: 'batch' }, discriminator },
    { title: 'spectral norm', generator, discriminator: { ...discriminator, normalize: 'spectral' } },
    { title: 'minibatch deviation', generator, discriminator: { ...discriminator, minibatchStd: true } },
    {
      title: 'packs of a maxout D',
      game: { name: 'neural', packing: 3 },
      generator: { ...generator, normalize: 'batch', dropout: 0.2 },
      discriminator: { name: 'maxout', hidden: [8], pieces: 3, initializer: { name: 'xavier' }, dropout: 0.3 },
    },
  ];
  it.each(networked)(
    'has the same bits alone as among five, and almost the same eagerly, with $title',
    async (given) => {
      const { title: _, ...changes } = given;
      const setting = smallSetting({ ...changes, batch: 16 });
      const alone = await train(setting, [3], 3);
      const among = await train(setting, [1, 2, 3, 4, 5], 3);
      expect(among.state(3)).toEqual(alone.state(3));
      const plain = await train(setting, [3], 3, eager);
      const difference = Math.max(...alone.state(3).map((value, i) => Math.abs(value - plain.state(3)[i])));
      expect(difference).toBeLessThan(2e-5);
    },
  );

  it("draws D's masks for data apart from those for samples", async () => {
    const parts = build(smallSetting({ discriminator: { ...discriminator, dropout: 0.4 } }));
    const masks = batchSources(parts).filter(({ name }) => name.includes('dropout'));
    expect(masks.map(({ name, columns }) => [name, columns])).toEqual([
      ['discriminator-real-dropout-0', 12],
      ['discriminator-fake-dropout-0', 12],
    ]);
    const { game } = parts;
    const { shape, ...programmed } = { shape: [1, 2, 12] as const, ...stepProgram(parts, 1).inputs };
    expect(Object.keys(programmed)).toContain('discriminator-real-dropout-0/generator-1');
    const scores = await evaluate(
      (inputs) => {
        if (!('scored' in game.rules)) throw new Error('networks are scored');
        const names = Object.keys(inputs).filter((name) => /^(weights|bias)/.test(name));
        const drawn = { 'discriminator-real-dropout-0': inputs.on, 'discriminator-fake-dropout-0': inputs.off };
        const batch = { real: inputs.x, latent: inputs.x, drawn };
        const matrices = { generator: generatorZeros(parts), discriminator: names.map((name) => inputs[name]) };
        const { score } = game.rules.scored(matrices, batch, (choice) => choice);
        return { real: score(inputs.x, 'real'), fake: score(inputs.x, 'fake'), unsaid: score(inputs.x) };
      },
      {
        'weights-0': { shape: [1, 2, 12], values: Array.from({ length: 24 }, (_, i) => Math.sin(i)) },
        'bias-0': { shape: [1, 1, 12], values: new Array(12).fill(1) },
        'weights-1': { shape: [1, 12, 1], values: new Array(12).fill(1) },
        'bias-1': { shape: [1, 1, 1], values: [0.25] },
        x: { shape: [1, 2, 2], values: [1, 2, -1, 0.5] },
        on: { shape, values: new Array(24).fill(0.9) },
        off: { shape, values: new Array(24).fill(0.1) },
      },
    );
    expect(scores.fake).toEqual([0.25, 0.25]);
    expect(scores.real.every((score) => score > 1)).toBe(true);
    expect(scores.unsaid).toEqual(scores.real);
  });

  const extended: Choice[] = [
    { name: 'extragradient', batches: 'fresh' },
    { name: 'past-extragradient' },
    { name: 'unrolled', steps: 3 },
    { name: 'optimal-discriminator', steps: 4, tolerance: 0.6, batches: 'fresh' },
    { name: 'optimal-generator', steps: 4, tolerance: 0.6, batches: 'fresh' },
    { name: 'symplectic', lambda: 1, align: true, epsilon: 0.1 },
    { name: 'consensus', gamma: 1 },
  ];
  it.each(extended)('has the same bits alone as among five under $name, restored halfway', async (scheme) => {
    const regularizer = { generator: { name: 'none' }, discriminator: drawing[0] };
    const setting = smallSetting({ scheme, regularizer });
    const alone = await train(setting, [3], 40);
    const among = await train(setting, [1, 2, 3, 4, 5], 40);
    expect(among.state(3)).toEqual(alone.state(3));
    expect(among.state(3).every(Number.isFinite)).toBe(true);
    const half = await train(setting, [3], 17);
    const resumed = await openTrainer(build(setting), { seeds: [3], backend: onnx });
    resumed.restore(new Map([[3, half.state(3)]]), 17);
    await resumed.trainTo(40);
    expect(resumed.state(3)).toEqual(alone.state(3));
  });

  it('unrolled through Adam stays finite where a unit of D is dead', async () => {
    const parts = build(smallSetting({ scheme: { name: 'unrolled', steps: 3 } }));
    const trainer = await openTrainer(parts, { seeds: [1], backend: onnx });
    const state = trainer.state(1);
    const firstBias = parametersIn(parts, state).generator.length + 2 * 12;
    state[firstBias] = -100;
    trainer.restore(new Map([[1, state]]), 0);
    await trainer.trainTo(10);
    expect(trainer.state(1).every(Number.isFinite)).toBe(true);
    expect(trainer.state(1)[firstBias]).toBe(-100);
  });

  it('continues from a restored state with the same bits as without a pause', async () => {
    const regularizer = { generator: { name: 'none' }, discriminator: drawing[0] };
    const setting = smallSetting({ regularizer });
    const parts = build(setting);
    const whole = await train(setting, [5], 60);
    const first = await train(setting, [5], 25);
    const second = await openTrainer(parts, { seeds: [5], backend: onnx });
    second.restore(new Map([[5, first.state(5)]]), 25);
    await second.trainTo(60);
    expect(second.state(5)).toEqual(whole.state(5));
  });

  it.each([-1, 1])('cannot continue from a state of %i numbers more', async (more) => {
    const trainer = await openTrainer(build(smallSetting()), { seeds: [5, 6], backend: onnx });
    const before = trainer.state(5);
    const other = new Float32Array(trainer.layout.length + more);
    expect(() => trainer.restore(new Map([[5, other]]), 25)).toThrow(/^a state of \d+ numbers is not of this setting/);
    expect([trainer.step, trainer.state(5)]).toEqual([0, before]);
  });

  it('starts from its seed alone, and the two players start from streams of their own', () => {
    const parts = build(smallSetting());
    expect(startingState(parts, 3)).toEqual(startingState(parts, 3));
    expect(startingState(parts, 3)).not.toEqual(startingState(parts, 4));
    const { generator, discriminator } = parametersIn(parts, startingState(parts, 3));
    expect(generator[0]).not.toBe(discriminator[0]);
  });
});

describe('compiled and eager training agree', () => {
  const schemes: Choice[] = [
    { name: 'simultaneous' },
    { name: 'alternating', first: 'generator', discriminatorSteps: 2, generatorSteps: 1, batches: 'fresh' },
    { name: 'alternating', first: 'discriminator', discriminatorSteps: 1, generatorSteps: 2, batches: 'shared' },
    { name: 'extragradient', batches: 'fresh' },
    { name: 'past-extragradient' },
    { name: 'unrolled', steps: 2 },
    { name: 'optimal-discriminator', steps: 3, tolerance: 0.6, batches: 'fresh' },
    { name: 'optimal-generator', steps: 3, tolerance: 0.6, batches: 'fresh' },
    { name: 'symplectic', lambda: 1, align: true, epsilon: 0.1 },
    { name: 'consensus', gamma: 1 },
  ];
  const penalized = [...regularizers.values()].map((member) => ({ name: member.name, ...optionsOf(member) }) as Choice);
  it.each(penalized)('with $name', async (choice) => {
    const setting = smallSetting({ regularizer: { generator: choice, discriminator: choice }, batch: 16 });
    const compiled = await train(setting, [1, 2], 3);
    const plain = await train(setting, [1, 2], 3, eager);
    const difference = Math.max(...compiled.state(2).map((value, i) => Math.abs(value - plain.state(2)[i])));
    expect(difference).toBeLessThan(2e-5);
  });

  it.each(schemes)('under $name, first $first', async (scheme) => {
    const setting = smallSetting({ scheme, batch: 16 });
    const compiled = await train(setting, [1, 2], 3);
    const plain = await train(setting, [1, 2], 3, eager);
    const difference = Math.max(...compiled.state(2).map((value, i) => Math.abs(value - plain.state(2)[i])));
    // Three steps of Adam on O(1) numbers in float32: its first step divides by a gradient as small as its rounding.
    expect(difference).toBeLessThan(2e-5);
    expect(compiled.state(2)).not.toEqual(startingState(build(setting), 2));
  });
});

it('cells that differ only in scalars share one compiled program', async () => {
  const compiled = new Map();
  const adam = { name: 'adam', beta1: 0.5, beta2: 0.999, epsilon: 1e-8 };
  const states = [];
  for (const lr of [0.001, 0.01]) {
    const optimizer = { generator: { ...adam, lr }, discriminator: { ...adam, lr } };
    const trainer = await openTrainer(build(smallSetting({ optimizer })), { seeds: [1], backend: onnx, compiled });
    await trainer.trainTo(5);
    states.push(trainer.state(1));
  }
  expect(compiled.size).toBe(1);
  expect(states[0]).not.toEqual(states[1]);
});

it('compiles a program of several steps only once so many are taken at once', async () => {
  const compiled: CompiledPrograms = new Map();
  const trainer = await openTrainer(build(smallSetting()), { seeds: [1], backend: onnx, compiled, stepsPerCall: 5 });
  expect(compiled.size).toBe(0);
  for (const step of [3, 6, 9]) await trainer.trainTo(step);
  expect(compiled.size).toBe(1);
  await trainer.trainTo(14);
  expect(compiled.size).toBe(2);
});

it('a cell with one object for both players does not share its program with a cell of two rates', async () => {
  const rate = (lr: number) => ({ name: 'adam', lr, beta1: 0.5, beta2: 0.999, epsilon: 1e-8 });
  const both = rate(0.001);
  const twoRates = smallSetting({ optimizer: { generator: rate(0.0001), discriminator: rate(0.05) } });
  const ended = async (compiled: CompiledPrograms) => {
    const trainer = await openTrainer(build(twoRates), { seeds: [1], backend: onnx, compiled });
    await trainer.trainTo(5);
    return trainer.state(1);
  };
  const compiled: CompiledPrograms = new Map();
  const other = build(smallSetting({ optimizer: { generator: both, discriminator: both } }));
  await (await openTrainer(other, { seeds: [1], backend: onnx, compiled })).trainTo(1);
  expect(compiled.size).toBe(1);
  expect(await ended(compiled)).toEqual(await ended(new Map()));
});
