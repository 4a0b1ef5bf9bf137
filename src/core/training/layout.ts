/** How one run's state lies in a packed vector, what it starts as, and where the parameters are in it. */

import type { FloatArray } from '../engine/program.js';
import type { Parts } from '../gan/build.js';
import { parameterCount } from '../gan/networks/_network.js';
import type { Memory } from '../gan/optimizers/_optimizer.js';
import type { Player, Players } from '../gan/players.js';
import { stream } from '../math/random/random.js';

/**
 * One run's state in the packed vector: both players' parameters as they are measured, then the parameters that train
 * where these are averages of them, then what optimizers and schemes remember.
 */
export interface StateLayout {
  readonly length: number;
  /** How many of the first numbers are parameters or their averages. */
  readonly parameters: number;
  readonly pieces: readonly {
    readonly player: Player;
    readonly memory: string | null;
    readonly size: number;
    readonly start: number;
  }[];
}

const PLAYERS: readonly Player[] = ['generator', 'discriminator'];

export function layoutOf(parts: Parts): StateLayout {
  const sizes = both((player) => parameterCount(parts.game.players[player]));
  const piece = (player: Player, memory: string | null) => ({ player, memory, size: sizes[player], start: Number.NaN });
  const averaged = PLAYERS.filter((player) => isAveraged(parts, player));
  const parameters = [
    ...PLAYERS.map((player) => piece(player, averaged.includes(player) ? AVERAGE : null)),
    ...averaged.map((player) => piece(player, null)),
  ];
  const memories = PLAYERS.flatMap((player) => {
    const kept: Memory = { ...parts.optimizer[player].member.memory, ...parts.scheme.member.memory };
    return Object.entries(kept).map(([memory, { size, start }]) => ({
      player,
      memory,
      size: size === 'one' ? 1 : sizes[player],
      start,
    }));
  });
  const length = (pieces: readonly { readonly size: number }[]) => pieces.reduce((sum, { size }) => sum + size, 0);
  const pieces = [...parameters, ...memories];
  return { pieces, length: length(pieces), parameters: length(parameters) };
}

// Kept beside a player's memories, under a name that none of these has.
export const AVERAGE = 'average of the parameters';

export function isAveraged({ averaging }: Parts, player: Player): boolean {
  return averaging !== null && (averaging.choice.of === 'both' || averaging.choice.of === player);
}

/** Both players' flat parameters out of a packed state, as they are measured: averages where the setting averages. */
export function parametersIn(parts: Parts, state: FloatArray): Players<Float64Array> {
  const length = parameterCount(parts.game.players.generator);
  const generator = Float64Array.from(state.subarray(0, length));
  const discriminator = Float64Array.from(
    state.subarray(length, length + parameterCount(parts.game.players.discriminator)),
  );
  if (parts.game.follows) discriminator.set(generator);
  return { generator, discriminator };
}

/** The state at step 0: parameters from the seed's own stream, memories at their start. */
export function startingState(parts: Parts, seed: number): Float64Array {
  const layout = layoutOf(parts);
  const state = new Float64Array(layout.length);
  let offset = 0;
  for (const { player, memory, size, start } of layout.pieces) {
    const view = state.subarray(offset, offset + size);
    if (memory === null || memory === AVERAGE)
      parts.game.players[player].initialize(view, stream({ seed, purpose: `parameters/${player}`, step: 0 }));
    else view.fill(start);
    offset += size;
  }
  return state;
}

export function both<T>(make: (player: Player) => T): Players<T> {
  return { generator: make('generator'), discriminator: make('discriminator') };
}
