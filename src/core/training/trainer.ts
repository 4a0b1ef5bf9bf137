/** Trains a setting from several seeds at once: one compiled program computes a step of all of them side by side. */

import type { Backend, Executable, FloatArray, Program, Shape } from '../engine/program.js';
import { type Tensor3D, tf } from '../engine/tf.js';
import type { Parts } from '../gan/build.js';
import type { PlayerState } from '../gan/optimizers/_optimizer.js';
import type { OptionsOf } from '../gan/options.js';
import { forEachPlayer, type Player, type Players } from '../gan/players.js';
import { stream } from '../math/random/random.js';
import { type BatchSource, batchFrom, batchSources } from './batches.js';
import { playerOperations } from './player-operations.js';
import { type Scalars, scalarsOf } from './scalars.js';
import {
  AVERAGE,
  isAveraged,
  packState,
  type StateLayout,
  startingState,
  stateLayout,
  unpackState,
} from './state-layout.js';

export interface Trainer {
  readonly seeds: readonly number[];
  readonly layout: StateLayout;
  /** How many steps have been taken. */
  readonly step: number;
  /** Takes steps until `step` is reached, or until `shouldPause`, which is called after each, returns true. */
  trainTo(step: number, shouldPause?: () => boolean): Promise<void>;
  /** A copy of one seed's packed state. Throws where the seed is not trained here. */
  state(seed: number): FloatArray;
  /** Sets every seed's state as `state` returned it. Training continues from `step` with the same bits as without the pause. */
  restore(states: ReadonlyMap<number, FloatArray>, step: number): void;
  dispose(): void;
}

/** The program of one step, with what a setting determines of its inputs and outputs. */
export interface StepProgram extends Program {
  readonly layout: StateLayout;
  readonly scalars: Scalars;
  readonly sources: readonly BatchSource[];
}

/**
 * One step of the update scheme for `runs` runs. Inputs: `state`; `scalars`, where the setting has any; and NAME/BATCH for every
 * random input of every batch, as `real/discriminator-1`. Output: `state`.
 */
export function stepProgram(parts: Parts, runs: number): StepProgram {
  const { setting, game, scheme } = parts;
  const layout = stateLayout(parts);
  const scalars = scalarsOf(parts);
  const sources = batchSources(parts);
  const inputs: Record<string, Shape> = { state: [runs, 1, layout.length] };
  if (scalars.values.length) inputs.scalars = [runs, 1, scalars.values.length];
  for (const name of sources.length > 0 ? scheme.member.draws(scheme.choice) : [])
    for (const source of sources) inputs[`${source.name}/${name}`] = [runs, game.rows, source.columns];
  return {
    layout,
    scalars,
    sources,
    name: `a step of ${setting.scheme.name} in the game ${setting.game.name}`,
    inputs,
    body(given) {
      const optionsOf = scalars.bind(given.scalars as Tensor3D);
      const batch = (name: string) => batchFrom(sources, given, name);
      const operations = playerOperations(parts, optionsOf);
      const state = unpackState(layout, given.state as Tensor3D);
      const next = scheme.member.step({ operations, state, batch }, optionsOf(scheme.choice));
      const averaged = forEachPlayer((player) => withAverage(parts, optionsOf, { player, state, next }));
      return { state: packState(layout, averaged) };
    },
  };
}

/** The player's next state with the moving average of its parameters. */
function withAverage(
  parts: Parts,
  optionsOf: OptionsOf,
  step: { readonly player: Player; readonly state: Players<PlayerState>; readonly next: Players<PlayerState> },
): PlayerState {
  const next = step.next[step.player];
  if (!parts.averaging || !isAveraged(parts, step.player)) return next;
  const before = step.state[step.player].memory[AVERAGE] as Tensor3D;
  const { weight } = optionsOf(parts.averaging.choice) as { readonly weight: Tensor3D };
  const average = tf.add(before, tf.mul(tf.sub(next.parameters, before), weight)) as Tensor3D;
  return { ...next, memory: { ...next.memory, [AVERAGE]: average } };
}

/** Compiled programs by structure: settings that differ only in scalars share one. */
export type CompiledPrograms = Map<string, Promise<Executable>>;

/** A trainer at step 0. With `compiled`, programs are shared and outlive the trainer. */
export async function openTrainer(
  parts: Parts,
  options: { readonly seeds: readonly number[]; readonly backend: Backend; readonly compiled?: CompiledPrograms },
): Promise<Trainer> {
  const { seeds, backend, compiled = new Map() } = options;
  const { setting } = parts;
  const program = stepProgram(parts, seeds.length);
  const { layout, scalars, sources } = program;
  const key = JSON.stringify([scalars.structure, parts.game.dim, parts.game.rows, seeds.length]);
  let preparing = compiled.get(key);
  if (!preparing) {
    preparing = backend.prepare(program, { elementType: setting.dtype });
    compiled.set(key, preparing);
  }
  const executable = await preparing;
  const array = (length: number) => (setting.dtype === 'float64' ? new Float64Array(length) : new Float32Array(length));

  const scalarInput = array(seeds.length * scalars.values.length);
  const fillScalars = (values: readonly number[]) => {
    seeds.forEach((_, s) => {
      scalarInput.set(values, s * values.length);
    });
  };
  fillScalars(scalars.values);
  const draws = Object.entries(program.inputs)
    .filter(([name]) => name.includes('/') && executable.usedInputs.has(name))
    .map(([purpose, shape]) => ({
      purpose,
      source: sources.find(({ name }) => purpose.startsWith(`${name}/`))!,
      length: shape[1] * shape[2],
      array: array(shape[0] * shape[1] * shape[2]),
    }));

  let state = array(seeds.length * layout.length);
  seeds.forEach((seed, s) => {
    state.set(startingState(parts, seed), s * layout.length);
  });
  let step = 0;

  async function takeStep(): Promise<void> {
    const inputs: Record<string, FloatArray> = { state };
    if (scalars.isScheduled) fillScalars(scalars.at(step));
    if (scalars.values.length) inputs.scalars = scalarInput;
    for (const draw of draws) {
      seeds.forEach((seed, s) => {
        const own = draw.array.subarray(s * draw.length, (s + 1) * draw.length);
        draw.source.sample(own, stream({ seed, purpose: draw.purpose, step }));
      });
      inputs[draw.purpose] = draw.array;
    }
    state = (await executable.run(inputs)).state as typeof state;
    step += 1;
  }

  const rangeOf = (seed: number) => {
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
    async trainTo(toStep, shouldPause = () => false) {
      while (step < toStep) {
        await takeStep();
        if (shouldPause()) return;
      }
    },
    state(seed) {
      const { from, to } = rangeOf(seed);
      return state.slice(from, to);
    },
    restore(states, atStep) {
      for (const [seed, saved] of states) state.set(saved, rangeOf(seed).from);
      step = atStep;
    },
    dispose: () => {
      if (!options.compiled) executable.dispose();
    },
  };
}
