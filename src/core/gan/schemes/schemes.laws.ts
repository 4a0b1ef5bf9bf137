import { describe, expect, it } from 'vitest';
import { optionsOf, withOtherValues } from '../../../../test/support/members.js';
import { type Tensor3D, tf } from '../../engine/tf.js';
import { families } from '../families.js';
import type { PlayerState } from '../optimizers/_optimizer.js';
import { isScalarOption } from '../options.js';
import type { Player, Players } from '../players.js';
import type { Batch, PlayerOperations, Scheme } from './_scheme.js';

const { schemes } = families;

/** A game that only writes down what is asked of it. A player's parameters count its updates. */
function played(scheme: Scheme, options: Record<string, unknown>): { asked: string[]; drawn: Set<string>; end: Ends } {
  const asked: string[] = [];
  const drawn = new Set<string>();
  const marks = (tensor: Tensor3D) => "'".repeat(Math.abs(Math.round(tensor.dataSync()[0])));
  const ask = (player: Player, { generator, discriminator }: Players<Tensor3D>, batch: Batch): Tensor3D => {
    asked.push(`${player} at G${marks(generator)} D${marks(discriminator)} on ${(batch as unknown as Named).name}`);
    return tf.ones([1, 1, 1]);
  };
  const game: PlayerOperations = {
    loss: ask,
    gradient: ask,
    update: (_player: Player, step: PlayerState, gradient) => ({
      memory: step.memory,
      parameters: tf.add(step.parameters, tf.round(gradient)),
    }),
    slope: (of, at) => of(at),
  };
  const start = (): PlayerState => ({
    parameters: tf.zeros([1, 1, 1]),
    memory: Object.fromEntries(Object.keys(scheme.memory ?? {}).map((name) => [name, tf.zeros([1, 1, 1])])),
  });
  const batch = (name: string) => {
    drawn.add(name);
    return { name } satisfies Named as unknown as Batch;
  };
  const scalars = Object.keys(scheme.options).filter((name) => isScalarOption(scheme.options[name]));
  const numbers = scalars.map((name) => [name, tf.fill([1, 1, 1], options[name] as number)]);
  const state = { generator: start(), discriminator: start() };
  const end = scheme.step({ operations: game, state, batch }, { ...options, ...Object.fromEntries(numbers) });
  const ends = { generator: marks(end.generator.parameters), discriminator: marks(end.discriminator.parameters) };
  return { asked, drawn, end: ends };
}

type Ends = Players<string>;
interface Named {
  readonly name: string;
}

const defaults = optionsOf;

describe.each([...schemes.values()].map((scheme) => [scheme.name, scheme] as const))('%s', (_, scheme) => {
  it('uses every batch that it draws, and no other', () => {
    for (const options of [defaults(scheme), ...withOtherValues(scheme, (given) => given).map(({ result }) => result)])
      expect([...played(scheme, options).drawn].sort()).toEqual([...scheme.draws(options)].sort());
  });

  it('moves both players', () => {
    const { end } = played(scheme, defaults(scheme));
    expect(end.generator).not.toBe('');
    expect(end.discriminator).not.toBe('');
  });
});

it('simultaneous players both see the state before the step', () => {
  const { asked } = played(schemes.get('simultaneous') as Scheme, {});
  expect(asked).toEqual(['generator at G D on discriminator-1', 'discriminator at G D on discriminator-1']);
});

it('the second player of an alternating turn sees the first one moved', () => {
  const scheme = schemes.get('alternating') as Scheme;
  const options = { ...defaults(scheme), discriminatorSteps: 2 };
  expect(played(scheme, options).asked).toEqual([
    'discriminator at G D on discriminator-1',
    "discriminator at G D' on discriminator-2",
    "generator at G D'' on generator-1",
  ]);
  expect(played(scheme, { ...options, first: 'generator', batches: 'shared' }).asked).toEqual([
    'generator at G D on discriminator-1',
    "discriminator at G' D on discriminator-1",
    "discriminator at G' D' on discriminator-2",
  ]);
});

it('an extragradient turn looks ahead on a batch of its own, and steps once from where it was', () => {
  const scheme = schemes.get('extragradient') as Scheme;
  const looked = (name: string) => [`generator at G D on ${name}`, `discriminator at G D on ${name}`];
  const stepped = ["generator at G' D' on discriminator-1", "discriminator at G' D' on discriminator-1"];
  const { asked, end } = played(scheme, { batches: 'fresh' });
  expect(asked).toEqual([...looked('extrapolation-1'), ...stepped]);
  expect(end).toEqual({ generator: "'", discriminator: "'" });
  expect(played(scheme, { batches: 'shared' }).asked).toEqual([...looked('discriminator-1'), ...stepped]);
});

it('an unrolled turn moves G against D some steps later, and D from where it was', () => {
  const { asked, end } = played(schemes.get('unrolled') as Scheme, { steps: 2 });
  expect(asked).toEqual([
    'discriminator at G D on discriminator-1',
    "discriminator at G D' on discriminator-1",
    "generator at G D'' on discriminator-1",
    'discriminator at G D on discriminator-1',
  ]);
  expect(end).toEqual({ generator: "'", discriminator: "'" });
});

it('with its discriminator first to its optimum, G sees the last of its steps', () => {
  const scheme = schemes.get('optimal-discriminator') as Scheme;
  const steps = (second: string) => [
    'discriminator at G D on discriminator-1',
    `discriminator at G D' on ${second}`,
    "generator at G D'' on generator-1",
  ];
  const options = { steps: 2, tolerance: 0.5 };
  expect(played(scheme, { ...options, batches: 'fresh' }).asked).toEqual(steps('discriminator-2'));
  expect(played(scheme, { ...options, batches: 'shared' }).asked).toEqual(steps('discriminator-1'));
  expect(played(scheme, { ...options, tolerance: 2, batches: 'shared' }).end.discriminator).toBe('');
});

it('with its generator first to its optimum, D sees the last of its steps', () => {
  const scheme = schemes.get('optimal-generator') as Scheme;
  expect(played(scheme, { steps: 2, tolerance: 0.5, batches: 'fresh' }).asked).toEqual([
    'generator at G D on generator-1',
    "generator at G' D on generator-2",
    "discriminator at G'' D on discriminator-1",
  ]);
  expect(played(scheme, { steps: 2, tolerance: 2, batches: 'shared' }).end.generator).toBe('');
});
