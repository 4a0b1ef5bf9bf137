/** Update schemes: which player moves when. A scheme composes the players' updates into one step of the experiment. */
import type { Tensor3D } from '../../engine/tf.js';
import type { Member } from '../family.js';
import type { MemoryLayout, PlayerState } from '../optimizers/_optimizer.js';
import type { Options, ProgramOptions } from '../options.js';
import type { Player, Players } from '../players.js';

/** Data and noise of one draw: [runs, batch, columns]. */
export interface Batch {
  readonly real: Tensor3D;
  readonly latent: Tensor3D;
  /** The draws of regularizers and networks, by name; absent where there are none. */
  readonly drawn?: Readonly<Record<string, Tensor3D>>;
}

/** What a scheme can compute of the game. All functions are pure. */
export interface PlayerOperations {
  /** The player's loss with regularizers, [runs, 1, 1]. parameters: flat, [runs, 1, length]. */
  loss(player: Player, parameters: Players<Tensor3D>, batch: Batch): Tensor3D;
  /** Gradient of the player's loss in its own parameters, flat. */
  gradient(player: Player, parameters: Players<Tensor3D>, batch: Batch): Tensor3D;
  /** The player's optimizer, and then its projection. */
  update(player: Player, step: PlayerState, gradient: Tensor3D): PlayerState;
  /** Gradient of any scalar of the game, [runs, 1, 1], in flat parameters, also through gradients and updates. */
  slope(of: (parameters: Tensor3D) => Tensor3D, at: Tensor3D): Tensor3D;
}

export interface Scheme extends Member {
  /** What it keeps for each player between steps, in `PlayerState.memory` beside the memory of the optimizer. */
  readonly memory?: MemoryLayout;
  /** It differentiates through the discriminator's updates, which must therefore be differentiable. */
  readonly throughUpdates?: true;
  /** Names of the batches that one step draws. Equal names draw equal numbers in every scheme. */
  draws(options: Record<string, unknown>): readonly string[];
  step(
    context: {
      readonly operations: PlayerOperations;
      readonly state: Players<PlayerState>;
      batch(name: string): Batch;
    },
    options: Record<string, unknown>,
  ): Players<PlayerState>;
}

export function scheme<O extends Options>(
  member: Omit<Scheme, 'options' | 'draws' | 'step'> & {
    readonly options: O;
    draws(options: { readonly [K in keyof O]: import('zod').output<O[K]> }): readonly string[];
    step(
      context: {
        readonly operations: PlayerOperations;
        readonly state: Players<PlayerState>;
        batch(name: string): Batch;
      },
      options: ProgramOptions<O>,
    ): Players<PlayerState>;
  },
): Scheme {
  return member as unknown as Scheme;
}
