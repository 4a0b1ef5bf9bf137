/** A setting and its seeds -> one program that plays a turn for all of them at once -> their states, step by step. */

import type { Arrays, Backend, Executable, FloatArray, Program, Shape } from '../engine/program.js';
import { type Tensor3D, tf } from '../engine/tf.js';
import type { Parts } from '../gan/build.js';
import type { PlayerState } from '../gan/optimizers/_optimizer.js';
import type { OptionsOf } from '../gan/options.js';
import type { Player, Players } from '../gan/players.js';
import { stream } from '../math/random/random.js';
import { batchIn, sourcesOf } from './batches.js';
import { AVERAGE, both, isAveraged, layoutOf, type StateLayout, startingState } from './layout.js';
import { playerOperations } from './player-operations.js';
import { scalarsOf } from './scalars.js';

export interface Trainer {
  readonly seeds: readonly number[];
  readonly layout: StateLayout;
  readonly step: number;
  /** Plays turns until `step` is reached, or until `pause`, asked after each, says so. */
  advance(toStep: number, pause?: () => boolean): Promise<void>;
  /** One seed's packed state: a copy. */
  state(seed: number): FloatArray;
  /** Puts every seed's state back, as `state` gave it: training goes on from `step` as if it had never stopped. */
  restore(states: ReadonlyMap<number, FloatArray>, step: number): void;
  dispose(): void;
}

/** The program of one turn. Inputs: `state`, `numbers`, and `real/NAME`, `latent/NAME` and what regularizers draw of each batch. */
export function turnProgram(parts: Parts, runs: number): Program {
  const { setting, game, scheme } = parts;
  const layout = layoutOf(parts);
  const numbers = scalarsOf(parts);
  const inputs: Record<string, Shape> = { state: [runs, 1, layout.length] };
  if (numbers.values.length) inputs.numbers = [runs, 1, numbers.values.length];
  const sources = sourcesOf(parts);
  for (const name of sources.length > 0 ? scheme.member.draws(scheme.choice) : [])
    for (const source of sources) inputs[`${source.name}/${name}`] = [runs, game.rows, source.columns];
  return {
    name: `a turn of ${setting.scheme.name} in the game ${setting.game.name}`,
    inputs,
    body(given) {
      const optionsOf = numbers.open(given.numbers as Tensor3D);
      const batch = (name: string) => batchIn(sources, given, name);
      const operations = playerOperations(parts, optionsOf);
      const state = open(layout, given.state as Tensor3D);
      const next = scheme.member.step({ operations, state, batch }, optionsOf(scheme.choice));
      return {
        state: close(
          layout,
          both((player) => averaged(parts, optionsOf, { player, state, next })),
        ),
      };
    },
  };
}

/** The player's next step with the average that it moves on. */
function averaged(
  parts: Parts,
  optionsOf: OptionsOf,
  turn: { readonly player: Player; readonly state: Players<PlayerState>; readonly next: Players<PlayerState> },
): PlayerState {
  const next = turn.next[turn.player];
  if (!parts.averaging || !isAveraged(parts, turn.player)) return next;
  const before = turn.state[turn.player].memory[AVERAGE] as Tensor3D;
  const { weight } = optionsOf(parts.averaging.choice) as { readonly weight: Tensor3D };
  const average = tf.add(before, tf.mul(tf.sub(next.parameters, before), weight)) as Tensor3D;
  return { ...next, memory: { ...next.memory, [AVERAGE]: average } };
}

function open(layout: StateLayout, packed: Tensor3D): Players<PlayerState> {
  const pieces = tf.split(
    packed,
    layout.pieces.map(({ size }) => size),
    2,
  ) as Tensor3D[];
  return both((player) => {
    const mine = layout.pieces
      .map((piece, i) => ({ ...piece, tensor: pieces[i] as Tensor3D }))
      .filter((piece) => piece.player === player);
    return {
      parameters: mine.find(({ memory }) => memory === null)?.tensor as Tensor3D,
      memory: Object.fromEntries(mine.flatMap(({ memory, tensor }) => (memory === null ? [] : [[memory, tensor]]))),
    };
  });
}

function close(layout: StateLayout, state: Players<PlayerState>): Tensor3D {
  const pieces = layout.pieces.map(({ player, memory }) =>
    memory === null ? state[player].parameters : (state[player].memory[memory] as Tensor3D),
  );
  return tf.concat(pieces, 2);
}

/** Graphs that are compiled already, by structure: cells that differ only in numbers and seeds share one. */
export type Compiled = Map<string, Promise<Executable>>;

export async function openTrainer(
  parts: Parts,
  options: { readonly seeds: readonly number[]; readonly backend: Backend; readonly compiled?: Compiled },
): Promise<Trainer> {
  const { seeds, backend, compiled = new Map() } = options;
  const { setting } = parts;
  const layout = layoutOf(parts);
  const numbers = scalarsOf(parts);
  const program = turnProgram(parts, seeds.length);
  const key = JSON.stringify([numbers.structure, parts.game.dim, parts.game.rows, seeds.length]);
  let preparing = compiled.get(key);
  if (!preparing) {
    preparing = backend.prepare(program, { elementType: setting.dtype });
    compiled.set(key, preparing);
  }
  const executable = await preparing;
  const array = (length: number) => (setting.dtype === 'float64' ? new Float64Array(length) : new Float32Array(length));

  const numbersInput = array(seeds.length * numbers.values.length);
  const fillNumbers = (values: readonly number[]) => {
    seeds.forEach((_, s) => {
      numbersInput.set(values, s * values.length);
    });
  };
  fillNumbers(numbers.values);
  const draws = Object.entries(program.inputs)
    .filter(([name]) => name.includes('/') && executable.usedInputs.has(name))
    .map(([purpose, shape]) => ({
      purpose,
      source: sourcesOf(parts).find(({ name }) => purpose.startsWith(`${name}/`))!,
      rows: shape[1] * shape[2],
      array: array(shape[0] * shape[1] * shape[2]),
    }));

  let state = array(seeds.length * layout.length);
  seeds.forEach((seed, s) => {
    state.set(startingState(parts, seed), s * layout.length);
  });
  let step = 0;

  async function turn(): Promise<void> {
    const inputs: Record<string, FloatArray> = { state };
    if (numbers.changing) fillNumbers(numbers.at(step));
    if (numbers.values.length) inputs.numbers = numbersInput;
    for (const draw of draws) {
      seeds.forEach((seed, s) => {
        const rows = draw.array.subarray(s * draw.rows, (s + 1) * draw.rows);
        draw.source.sample(rows, stream({ seed, purpose: draw.purpose, step }));
      });
      inputs[draw.purpose] = draw.array;
    }
    const outputs: Arrays = await executable.run(inputs);
    state = outputs.state as typeof state;
    step += 1;
  }

  const row = (seed: number) => {
    const s = seeds.indexOf(seed);
    if (s < 0) throw new Error(`seed ${seed} is not trained here: ${seeds.join(', ')}`);
    return { from: s * layout.length, to: (s + 1) * layout.length };
  };

  return {
    seeds,
    layout,
    get step() {
      return step;
    },
    async advance(toStep, pause = () => false) {
      while (step < toStep) {
        await turn();
        if (pause()) return;
      }
    },
    state(seed) {
      const { from, to } = row(seed);
      return state.slice(from, to);
    },
    restore(states, atStep) {
      for (const [seed, saved] of states) state.set(saved, row(seed).from);
      step = atStep;
    },
    dispose: () => {
      if (!options.compiled) executable.dispose();
    },
  };
}
