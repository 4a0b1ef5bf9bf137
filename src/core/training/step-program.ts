/** The program of one or several steps of a setting's update scheme, for several runs. */

import type { Program, Shape, Tensors } from '../engine/program.js';
import { type Tensor3D, tf } from '../engine/tf.js';
import type { Parts } from '../gan/build.js';
import type { PlayerState } from '../gan/optimizers/_optimizer.js';
import type { OptionsOf } from '../gan/options.js';
import { forEachPlayer, type Player, type Players } from '../gan/players.js';
import { type BatchSource, batchFrom, batchSources } from './batches.js';
import { playerOperations } from './player-operations.js';
import { type Scalars, scalarsOf } from './scalars.js';
import { AVERAGE, isAveraged, packState, type StateLayout, stateLayout, unpackState } from './state-layout.js';

/** The program with what a setting determines of its inputs and outputs. */
export interface StepProgram extends Program {
  readonly layout: StateLayout;
  readonly scalars: Scalars;
  readonly sources: readonly BatchSource[];
}

/**
 * `steps` steps of the update scheme for `runs` runs. Inputs: `state`; `scalars`, where the setting has any; and NAME/BATCH for
 * every random input of every batch, as `real/discriminator-1`. The rows of an input are those of the steps, one step after the
 * other; scalars have one row, or one for each step where they are scheduled. Output: `state`.
 */
export function stepProgram(parts: Parts, runs: number, steps = 1): StepProgram {
  const { setting, game, scheme } = parts;
  const layout = stateLayout(parts);
  const scalars = scalarsOf(parts);
  const sources = batchSources(parts);
  const inputs: Record<string, Shape> = { state: [runs, 1, layout.length] };
  const scalarRows = scalars.isScheduled ? steps : 1;
  if (scalars.values.length) inputs.scalars = [runs, scalarRows, scalars.values.length];
  for (const name of sources.length > 0 ? scheme.member.draws(scheme.choice) : [])
    for (const source of sources) inputs[`${source.name}/${name}`] = [runs, steps * game.rows, source.columns];
  return {
    layout,
    scalars,
    sources,
    name: `${steps === 1 ? 'a step' : `${steps} steps`} of ${setting.scheme.name} in the game ${setting.game.name}`,
    inputs,
    body(given) {
      let state = unpackState(layout, given.state as Tensor3D);
      const inputsOf = byStep(given, steps);
      for (let step = 0; step < steps; step += 1)
        state = oneStep(parts, { scalars, sources, state, given: inputsOf(step) });
      return { state: packState(layout, state) };
    },
  };
}

/** The inputs of each step. Those of one row are the same in every step. */
function byStep(given: Tensors, steps: number): (step: number) => Tensors {
  const pieces = Object.entries(given).map(([name, tensor]) => {
    const isShared = steps === 1 || tensor.shape[1] === 1;
    return [name, isShared ? [tensor] : (tf.split(tensor, steps, 1) as Tensor3D[])] as const;
  });
  return (step) => Object.fromEntries(pieces.map(([name, own]) => [name, own[own.length === 1 ? 0 : step]]));
}

interface Step {
  readonly scalars: Scalars;
  readonly sources: readonly BatchSource[];
  readonly state: Players<PlayerState>;
  readonly given: Tensors;
}

function oneStep(parts: Parts, { scalars, sources, state, given }: Step): Players<PlayerState> {
  const { member, choice } = parts.scheme;
  const optionsOf = scalars.bind(given.scalars as Tensor3D);
  const batch = (name: string) => batchFrom(sources, given, name);
  const operations = playerOperations(parts, optionsOf);
  const next = member.step({ operations, state, batch }, optionsOf(choice));
  return forEachPlayer((player) => withAverage(parts, optionsOf, { player, state, next }));
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
