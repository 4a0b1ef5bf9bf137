/** One run's state as a packed vector: its blocks, its value at step 0, and the parameters in it. */

import type { FloatArray } from '../engine/program.js';
import { type Tensor3D, tf } from '../engine/tf.js';
import type { Parts } from '../gan/build.js';
import { parameterCount } from '../gan/networks/_network.js';
import type { MemoryLayout, PlayerState } from '../gan/optimizers/_optimizer.js';
import { forEachPlayer, PLAYERS, type Player, type Players } from '../gan/players.js';
import { stream } from '../math/random/random.js';

/**
 * The blocks in their order: both players' parameters as they are measured; the parameters that are trained, where those are
 * averages of them; then the memories of optimizers and update schemes.
 */
export interface StateLayout {
  /** Numbers in the packed vector. */
  readonly length: number;
  /** How many of the first numbers are parameters or their averages. */
  readonly parameterCount: number;
  readonly blocks: readonly {
    readonly player: Player;
    /** Null: the parameters that are trained. */
    readonly memory: string | null;
    readonly size: number;
    /** The value of all numbers at step 0; NaN where they are initialised at random. */
    readonly start: number;
  }[];
}

/** The name of the parameters' average among a player's memories. No optimizer or scheme has a memory of this name. */
export const AVERAGE = 'average of the parameters';

/** The layout of a setting's states. */
export function stateLayout(parts: Parts): StateLayout {
  const sizes = forEachPlayer((player) => parameterCount(parts.game.players[player]));
  const block = (player: Player, memory: string | null) => ({ player, memory, size: sizes[player], start: Number.NaN });
  const averaged = PLAYERS.filter((player) => isAveraged(parts, player));
  const parameters = [
    ...PLAYERS.map((player) => block(player, averaged.includes(player) ? AVERAGE : null)),
    ...averaged.map((player) => block(player, null)),
  ];
  const memories = PLAYERS.flatMap((player) => {
    const kept: MemoryLayout = { ...parts.optimizer[player].member.memory, ...parts.scheme.member.memory };
    return Object.entries(kept).map(([memory, { size, start }]) => ({
      player,
      memory,
      size: size === 'one' ? 1 : sizes[player],
      start,
    }));
  });
  const length = (blocks: readonly { readonly size: number }[]) => blocks.reduce((sum, { size }) => sum + size, 0);
  const blocks = [...parameters, ...memories];
  return { blocks, length: length(blocks), parameterCount: length(parameters) };
}

/** Numbers in the parameters of both players, as they are measured: a row of `parameters.npy`. */
export function measuredParameterCount({ game: { players } }: Pick<Parts, 'game'>): number {
  return PLAYERS.reduce((sum, player) => sum + parameterCount(players[player]), 0);
}

/** Whether the player is measured at the average of its parameters. */
export function isAveraged({ averaging }: Parts, player: Player): boolean {
  return averaging !== null && (averaging.choice.of === 'both' || averaging.choice.of === player);
}

/** Packed states [runs, 1, length] as both players' parameters and memories. */
export function unpackState(layout: StateLayout, packed: Tensor3D): Players<PlayerState> {
  const tensors = tf.split(
    packed,
    layout.blocks.map(({ size }) => size),
    2,
  ) as Tensor3D[];
  return forEachPlayer((player) => {
    const own = layout.blocks
      .map((block, i) => ({ ...block, tensor: tensors[i] as Tensor3D }))
      .filter((block) => block.player === player);
    return {
      parameters: own.find(({ memory }) => memory === null)?.tensor as Tensor3D,
      memory: Object.fromEntries(own.flatMap(({ memory, tensor }) => (memory === null ? [] : [[memory, tensor]]))),
    };
  });
}

/** The inverse of `unpackState`. */
export function packState(layout: StateLayout, state: Players<PlayerState>): Tensor3D {
  const tensors = layout.blocks.map(({ player, memory }) =>
    memory === null ? state[player].parameters : (state[player].memory[memory] as Tensor3D),
  );
  return tf.concat(tensors, 2);
}

/** Both players' flat parameters from a packed state, as they are measured: averages where the setting averages. */
export function parametersIn(parts: Parts, state: FloatArray): Players<Float64Array> {
  const length = parameterCount(parts.game.players.generator);
  const generator = Float64Array.from(state.subarray(0, length));
  const discriminator = Float64Array.from(
    state.subarray(length, length + parameterCount(parts.game.players.discriminator)),
  );
  if (parts.game.optimalDiscriminator) discriminator.set(generator);
  return { generator, discriminator };
}

/** The packed state at step 0: parameters from the seed's own stream, memories at their start. */
export function startingState(parts: Parts, seed: number): Float64Array {
  const layout = stateLayout(parts);
  const state = new Float64Array(layout.length);
  let offset = 0;
  for (const { player, memory, size, start } of layout.blocks) {
    const view = state.subarray(offset, offset + size);
    if (memory === null || memory === AVERAGE)
      parts.game.players[player].initialize(view, stream({ seed, purpose: `parameters/${player}`, step: 0 }));
    else view.fill(start);
    offset += size;
  }
  return state;
}
