/** What every update scheme must keep: it uses the batches that it draws, and moves both players. */
import { type Tensor3D, tf } from '../core/engine/tf.js';
import type { PlayerState } from '../core/gan/optimizers/_optimizer.js';
import { isScalarOption } from '../core/gan/options.js';
import type { Player, Players } from '../core/gan/players.js';
import type { Batch, PlayerOperations, Scheme } from '../core/gan/schemes/_scheme.js';
import { type Law, must } from './law.js';
import { memberOptions, withOtherOptions } from './member-options.js';

interface NamedBatch {
  readonly name: string;
}

export interface PlayedStep {
  /** What the scheme asked for, in order: `discriminator at G D' on discriminator-1`. */
  readonly asked: readonly string[];
  readonly drawn: ReadonlySet<string>;
  /** A mark for each update of the player. */
  readonly end: Players<string>;
}

/** One step of a game that only writes down what is asked of it. A player's parameters count its updates. */
export function playedStep(scheme: Scheme, options: Record<string, unknown>): PlayedStep {
  const asked: string[] = [];
  const drawn = new Set<string>();
  const marks = (tensor: Tensor3D) => "'".repeat(Math.abs(Math.round(tensor.dataSync()[0]!)));
  const ask = (player: Player, { generator, discriminator }: Players<Tensor3D>, batch: Batch): Tensor3D => {
    asked.push(
      `${player} at G${marks(generator)} D${marks(discriminator)} on ${(batch as unknown as NamedBatch).name}`,
    );
    return tf.ones([1, 1, 1]);
  };
  const operations: PlayerOperations = {
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
    return { name } satisfies NamedBatch as unknown as Batch;
  };
  const scalars = Object.keys(scheme.options).filter((name) => isScalarOption(scheme.options[name]!));
  const numbers = scalars.map((name) => [name, tf.fill([1, 1, 1], options[name] as number)]);
  const state = { generator: start(), discriminator: start() };
  const end = scheme.step({ operations, state, batch }, { ...options, ...Object.fromEntries(numbers) });
  const ends = { generator: marks(end.generator.parameters), discriminator: marks(end.discriminator.parameters) };
  return { asked, drawn, end: ends };
}

export const schemeLaws: readonly Law<Scheme>[] = [
  {
    name: 'uses every batch that it draws, and no other',
    check(scheme) {
      const all = [memberOptions(scheme), ...withOtherOptions(scheme, (given) => given).map(({ result }) => result)];
      for (const options of all) {
        const [drawn, declared] = [[...playedStep(scheme, options).drawn].sort(), [...scheme.draws(options)].sort()];
        must(
          drawn.join() === declared.join(),
          `with ${JSON.stringify(options)} it uses ${drawn.join(', ') || 'none'}, and draws ${declared.join(', ') || 'none'}`,
        );
      }
    },
  },
  {
    name: 'moves both players',
    check(scheme) {
      const { end } = playedStep(scheme, memberOptions(scheme));
      for (const player of ['generator', 'discriminator'] as const)
        must(end[player] !== '', `after one step the ${player} is where it was`);
    },
  },
];
