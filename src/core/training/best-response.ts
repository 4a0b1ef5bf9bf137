/** Best responses: one player trained on alone, by its own optimizer, while the other is frozen. Decision 037. */

import type { Backend, Executable, FloatArray, Program, Shape } from '../engine/program.js';
import { type Tensor3D, tf } from '../engine/tf.js';
import type { Parts } from '../gan/build.js';
import { parameterCount } from '../gan/networks/_network.js';
import { other, type Player, type Players } from '../gan/players.js';
import type { Stream } from '../math/random/random.js';
import { batchFrom, batchSources } from './batches.js';
import { playerOperations } from './player-operations.js';
import { scalarsOf } from './scalars.js';

export interface ResponseRequest {
  /** The player that is trained on. */
  readonly player: Player;
  /** Where both players start. */
  readonly parameters: Players<Float64Array>;
  /** Updates of the player. */
  readonly steps: number;
  /** The learning rate of all updates; null: that of the player's optimizer, without its schedule. */
  readonly lr: number | null;
  /** The step of the run, at which scheduled scalars other than the learning rate have their values. */
  readonly step: number;
  /** The random stream of one input of the batches. */
  draw(input: string): Stream;
}

export interface Responder {
  /**
   * The player's parameters after each of `MAX_STAGES` equal parts of the steps, or after each step where there are fewer; the
   * optimizer's memory is at its start. They depend on the request alone, not on how the run came to its parameters.
   */
  respond(request: ResponseRequest): Promise<readonly Float64Array[]>;
  dispose(): void;
}

export const MAX_STAGES = 10; // of a response: each is one more candidate, with a pass over the samples

/** The programs of a setting's best responses, in its own element type, compiled on first use. */
export function openResponder(given: Parts, backend: Backend): Responder {
  const parts = withFixedDiscriminator(given);
  const compiled = new Map<Player, Promise<Executable>>();
  const prepared = (player: Player) => {
    const known = compiled.get(player);
    if (known) return known;
    const made = backend.prepare(responseProgram(parts, player), { elementType: parts.setting.dtype });
    compiled.set(player, made);
    return made;
  };
  return {
    async respond(request) {
      const { player, parameters, steps } = request;
      const count = Math.min(MAX_STAGES, steps);
      if (given.game.optimalDiscriminator && player === 'discriminator')
        return new Array<Float64Array>(count).fill(parameters.discriminator); // at its optimum already
      const executable = await prepared(player);
      const fillBatch = batchFiller(parts, executable, request);
      const scalars = arrayOf(parts, scalarsOfResponse(parts, request));
      const opponent = arrayOf(parts, parameters[other(player)]);
      let state = startOf(parts, player, parameters[player]);
      const stages: Float64Array[] = [];
      for (let taken = 0; stages.length < count; ) {
        const until = Math.floor((steps * (stages.length + 1)) / count);
        for (; taken < until; taken += 1)
          ({ state } = await executable.run({ state, opponent, scalars, ...fillBatch() }));
        stages.push(Float64Array.from(state.subarray(0, parameters[player].length)));
      }
      return stages;
    },
    dispose() {
      for (const executable of compiled.values()) executable.then((it) => it.dispose()).catch(() => undefined); // a graph that failed to compile has nothing to free
      compiled.clear();
    },
  };
}

/** The parts with a D that stays at its parameters, also in games whose D is optimal at every moment and follows G. */
export function withFixedDiscriminator(parts: Parts): Parts {
  return Object.create(parts, { game: { value: { ...parts.game, optimalDiscriminator: undefined } } });
}

/** One update of the player: `state`, its parameters and its optimizer's memory, to the next. */
function responseProgram(parts: Parts, player: Player): Program {
  const { game, setting, optimizer } = parts;
  const memory = Object.entries(optimizer[player].member.memory);
  const size = parameterCount(game.players[player]);
  const sizes = [size, ...memory.map(([, { size: of }]) => (of === 'one' ? 1 : size))];
  const scalars = scalarsOf(parts);
  const sources = batchSources(parts);
  const inputs: Record<string, Shape> = {
    state: [1, 1, sizes.reduce((sum, of) => sum + of, 0)],
    opponent: [1, 1, parameterCount(game.players[other(player)])],
    scalars: [1, 1, scalars.values.length],
  };
  for (const { name, columns } of sources) inputs[inputOf(name)] = [1, game.rows, columns];
  return {
    name: `the ${player}'s best response in the game ${setting.game.name}`,
    inputs,
    body(given) {
      const [parameters, ...kept] = tf.split(given.state, sizes, 2) as Tensor3D[];
      const operations = playerOperations(parts, scalars.bind(given.scalars as Tensor3D));
      const at = { [player]: parameters, [other(player)]: given.opponent } as unknown as Players<Tensor3D>;
      const gradient = operations.gradient(player, at, batchFrom(sources, given, RESPONSE));
      const before = { parameters, memory: Object.fromEntries(memory.map(([name], i) => [name, kept[i]])) };
      const next = operations.update(player, before, gradient);
      return { state: tf.concat([next.parameters, ...memory.map(([name]) => next.memory[name])], 2) };
    },
  };
}

const RESPONSE = 'response';
const inputOf = (source: string) => `${source}/${RESPONSE}`;

/** Fills the batch of the next update: every input draws on from a stream of its own. */
function batchFiller(parts: Parts, { usedInputs }: Executable, { draw }: ResponseRequest) {
  const sources = batchSources(parts).filter(({ name }) => usedInputs.has(inputOf(name)));
  const drawn = sources.map((source) => ({
    source,
    stream: draw(source.name),
    array: arrayOf(parts, new Float64Array(parts.game.rows * source.columns)),
  }));
  return () => {
    for (const { source, stream, array } of drawn) source.sample(array, stream);
    return Object.fromEntries(drawn.map(({ source, array }) => [inputOf(source.name), array]));
  };
}

/** The scalars of the run's step, with a constant learning rate: at the end of many schedules it is 0. */
function scalarsOfResponse(parts: Parts, { player, lr, step }: ResponseRequest): readonly number[] {
  const { choice } = parts.optimizer[player];
  const scalars = scalarsOf(parts);
  const at = scalars.indexOf(choice, 'lr');
  return scalars.at(step).map((value, i) => (i === at ? (lr ?? (choice.lr as number)) : value));
}

function startOf(parts: Parts, player: Player, parameters: Float64Array): FloatArray {
  const memory = Object.values(parts.optimizer[player].member.memory).flatMap(({ size, start }) =>
    new Array<number>(size === 'one' ? 1 : parameters.length).fill(start),
  );
  return arrayOf(parts, [...parameters, ...memory]);
}

function arrayOf({ setting }: Parts, values: ArrayLike<number>): FloatArray {
  return setting.dtype === 'float64' ? Float64Array.from(values) : Float32Array.from(values);
}
