/** Schemes: who moves when. A scheme composes the players' updates into one turn, the step of an experiment. */
import type { Tensor3D } from '../../engine/tf.js';
import type { Member } from '../family.js';
import type { MemoryLayout, PlayerState } from '../optimizers/_optimizer.js';
import type { Options, ProgramOptions } from '../options.js';
import type { Player, Players } from '../players.js';

/** Data and noise of one draw: [runs, batch, columns]. */
export interface Batch {
  readonly real: Tensor3D;
  readonly latent: Tensor3D;
  /** What regularizers drew, by `drawName`; absent where none draws. */
  readonly drawn?: Readonly<Record<string, Tensor3D>>;
}

/** The game as a scheme sees it. Everything is pure. */
export interface PlayerOperations {
  /** The player's loss with regularizers, [runs, 1, 1]. parameters: flat, [runs, 1, length]. */
  loss(player: Player, parameters: Players<Tensor3D>, batch: Batch): Tensor3D;
  /** Gradient of the player's loss in its own parameters, flat. */
  gradient(player: Player, parameters: Players<Tensor3D>, batch: Batch): Tensor3D;
  /** The player's optimizer, and then its projection. */
  update(player: Player, step: PlayerState, gradient: Tensor3D): PlayerState;
  /** Gradient of any number of the game, [runs, 1, 1], in flat parameters: through other gradients and updates too. */
  slope(of: (parameters: Tensor3D) => Tensor3D, at: Tensor3D): Tensor3D;
}

export interface Scheme extends Member {
  /** What it keeps for each player between turns, in `Step.memory` beside what the player's optimizer keeps there. */
  readonly memory?: MemoryLayout;
  /** It differentiates through the discriminator's updates, so that these must have slopes. */
  readonly throughUpdates?: true;
  /** Names of the batches that one turn draws. Equal names draw equal numbers in every scheme. */
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
