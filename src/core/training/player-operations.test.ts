/** The game's gradients against finite differences, in doubles: to first order, and through D's own updates. */
import { describe, expect, it } from 'vitest';
import { optionsOf } from '../../../test/support/members.js';
import { distance, evaluate, type GivenInputs } from '../../../test/support/programs.js';
import { smallSetting } from '../../../test/support/setting.js';
import type { Tensors } from '../engine/program.js';
import { type Tensor3D, tf } from '../engine/tf.js';
import { build, type Parts } from '../gan/build.js';
import { families } from '../gan/families.js';
import { parameterCount } from '../gan/networks/_network.js';
import { isScalarOption } from '../gan/options.js';
import type { Player, Players } from '../gan/players.js';
import type { Batch, PlayerOperations } from '../gan/schemes/_scheme.js';
import type { Choice, Setting } from '../gan/setting.js';
import { batchSources } from './batches.js';
import { playerOperations } from './player-operations.js';

const { optimizers, regularizers, schemes } = families;

const BATCH = 4;
const PLAYERS = ['generator', 'discriminator'] as const;
const wave = (length: number, phase: number) => Array.from({ length }, (_, i) => 0.7 * Math.sin(2.3 * i + phase));
const both = <T>(value: T): Players<T> => ({ generator: value, discriminator: value });
const choose = (member: { name: string; options: object }, given = {}): Choice =>
  ({ name: member.name, ...optionsOf(member as never), ...given }) as Choice;

/** 2 -> 3 -> 2 against 2 -> 4 -> 1, with tanh: weights and biases of several shapes, packed and unpacked. */
function partsWith(changes: Partial<Setting>): Parts {
  const mlp = { ...smallSetting().generator, activation: { name: 'tanh' } };
  return build(
    smallSetting({
      generator: { ...mlp, hidden: [3] },
      discriminator: { ...mlp, hidden: [4] },
      optimizer: both(choose(optimizers.get('sgd')!, { lr: 0.3 })),
      ...changes,
    }),
  );
}

/** Scalars as constants of the graph. */
function optionsIn(parts: Parts) {
  const chosen = [...Object.values(parts.regularizer), ...Object.values(parts.optimizer), ...Object.values(parts.loss)];
  return (choice: Choice): Record<string, unknown> => {
    const member = chosen.find((candidate) => candidate.choice === choice)!.member;
    const scalars = Object.keys(member.options).filter((name) => isScalarOption(member.options[name]));
    return {
      ...choice,
      ...Object.fromEntries(scalars.map((name) => [name, tf.fill([1, 1, 1], choice[name] as number)])),
    };
  };
}

function inputsOf(parts: Parts): GivenInputs {
  const count = (player: Player) => parameterCount(parts.networks[player]);
  return {
    generator: { shape: [1, 1, count('generator')], values: wave(count('generator'), 1) },
    discriminator: { shape: [1, 1, count('discriminator')], values: wave(count('discriminator'), 2) },
    ...Object.fromEntries(
      batchSources(parts).map(({ name, columns }, i) => [
        name,
        { shape: [1, BATCH, columns] as const, values: wave(BATCH * columns, 3 + i).map((x) => x + 0.5) },
      ]),
    ),
  };
}

const batchOf = (inputs: Tensors): Batch => ({ real: inputs.real, latent: inputs.latent, drawn: inputs });
const parametersOf = ({ generator, discriminator }: Tensors): Players<Tensor3D> => ({ generator, discriminator });

/** How `value` changes with each of the numbers that `name` holds. */
async function differences(value: (inputs: Tensors) => Tensor3D, given: GivenInputs, name: string): Promise<number[]> {
  const h = 1e-5;
  const { shape, values } = given[name];
  const body = (inputs: Tensors) => ({ value: value(inputs) });
  const at = async (i: number, by: number) => {
    const moved = Array.from(values, (x, k) => (k === i ? x + by : x));
    return (await evaluate(body, { ...given, [name]: { shape, values: moved } })).value[0];
  };
  const slopes: number[] = [];
  for (let i = 0; i < values.length; i += 1) slopes.push(((await at(i, h)) - (await at(i, -h))) / (2 * h));
  return slopes;
}

/** A fixed mixture of a vector's entries: one number that shows all of them. */
const mixed = (vector: Tensor3D): Tensor3D => {
  const length = vector.shape[2];
  return tf.sum(tf.mul(vector, tf.tensor3d(wave(length, 0.3), [1, 1, length])), 2, true);
};

describe.each([...regularizers.values()].map((regularizer) => [regularizer.name, regularizer] as const))(
  'with %s',
  (_, regularizer) => {
    const parts = partsWith({ regularizer: both(choose(regularizer)) });
    const game = () => playerOperations(parts, optionsIn(parts));
    const given = inputsOf(parts);

    it.each(PLAYERS)("the %s's gradient is the slope of its loss", async (player) => {
      const loss = (inputs: Tensors) => game().loss(player, parametersOf(inputs), batchOf(inputs));
      const gradient = (inputs: Tensors) => ({
        gradient: game().gradient(player, parametersOf(inputs), batchOf(inputs)),
      });
      const found = (await evaluate(gradient, given)).gradient;
      expect(distance(found, await differences(loss, given, player))).toBeLessThan(1e-7);
    });

    it.each(PLAYERS)("D's gradient can be differentiated once more, in the %s's flat parameters", async (player) => {
      const second = (at: Players<Tensor3D>, inputs: Tensors) =>
        mixed(game().gradient('discriminator', at, batchOf(inputs)));
      const slope = (inputs: Tensors) => ({
        slope: game().slope(
          (parameters) => second({ ...parametersOf(inputs), [player]: parameters }, inputs),
          inputs[player],
        ),
      });
      const found = (await evaluate(slope, given)).slope;
      const expected = await differences((inputs) => second(parametersOf(inputs), inputs), given, player);
      expect(distance(found, expected)).toBeLessThan(2e-7);
    });
  },
);

it.each([
  { name: 'consensus', player: 'generator', of: ['generator', 'discriminator'] },
  { name: 'consensus', player: 'discriminator', of: ['generator', 'discriminator'] },
  { name: 'gradient-norm', player: 'generator', of: ['discriminator'] },
] as const)("$name adds half the squares of unpenalised gradients of $of to the $player's loss", async (added) => {
  const { player, of } = added;
  const [plain, penalised] = ['none', added.name].map((name) =>
    partsWith({ regularizer: both(choose(regularizers.get(name)!)) }),
  );
  const body = (inputs: Tensors) => {
    const [without, by] = [plain, penalised].map((parts) => playerOperations(parts, optionsIn(parts)));
    const at = [parametersOf(inputs), batchOf(inputs)] as const;
    const gradients = of.map((each) => without.gradient(each, ...at));
    return {
      added: tf.sub(by.loss(player, ...at), without.loss(player, ...at)) as Tensor3D,
      gradients: tf.concat(gradients, 2) as Tensor3D,
    };
  };
  const found = await evaluate(body, inputsOf(plain));
  const half = found.gradients.reduce((sum, slope) => sum + slope * slope, 0) / 2;
  expect(found.added[0]).toBeCloseTo(half, 12);
  expect(half).toBeGreaterThan(0.001);
});

/** Memories as if D had moved before: where all is 0, Adam's root has no slope. */
const memoryOf = (parts: Parts, parameters: Tensor3D) =>
  Object.fromEntries(
    Object.entries(parts.optimizer.discriminator.member.memory).map(([name, { size }], i) => {
      const length = size === 'one' ? 1 : parameters.shape[2];
      return [
        name,
        tf.tensor3d(
          wave(length, 5 + i).map((x) => 0.2 + x * x),
          [1, 1, length],
        ) as Tensor3D,
      ];
    }),
  );

const sgd = choose(optimizers.get('sgd')!, { lr: 0.1 });
const through = [
  ...[...optimizers.values()].map((optimizer) => ({
    optimizer: choose(optimizer, { lr: 0.1 }),
    regularizer: { name: 'none' },
  })),
  ...[...regularizers.values()]
    .filter(({ project }) => !project)
    .map((regularizer) => ({ optimizer: sgd, regularizer: choose(regularizer) })),
];
it.each(through)(
  'unrolled, G steps down its loss against D two steps of $optimizer.name with $regularizer.name later',
  async (given) => {
    const parts = partsWith({
      optimizer: { generator: { ...sgd, lr: 1 }, discriminator: given.optimizer },
      regularizer: both(given.regularizer),
    });
    const game = () => playerOperations(parts, optionsIn(parts));
    const takeStep = (inputs: Tensors) => {
      const state = {
        generator: { parameters: inputs.generator, memory: {} },
        discriminator: { parameters: inputs.discriminator, memory: memoryOf(parts, inputs.discriminator) },
      };
      const context = { operations: game(), state, batch: () => batchOf(inputs) };
      const { generator } = schemes.get('unrolled')!.step(context, { steps: 2 });
      return { step: tf.sub(inputs.generator, generator.parameters) as Tensor3D };
    };
    const found = (await evaluate(takeStep, inputsOf(parts))).step;
    const ahead = (inputs: Tensors): Tensor3D => lossAhead(game(), parts, inputs);
    expect(distance(found, await differences(ahead, inputsOf(parts), 'generator'))).toBeLessThan(2e-7);
  },
);

function lossAhead(operations: PlayerOperations, parts: Parts, inputs: Tensors): Tensor3D {
  const { generator } = inputs;
  const batch = batchOf(inputs);
  let step = { parameters: inputs.discriminator, memory: memoryOf(parts, inputs.discriminator) };
  for (let k = 0; k < 2; k += 1) {
    const gradient = operations.gradient('discriminator', { generator, discriminator: step.parameters }, batch);
    step = operations.update('discriminator', step, gradient);
  }
  return operations.loss('generator', { generator, discriminator: step.parameters }, batch);
}
