/** Games: what plays. Two networks, or a few numbers whose game is known in closed form. */

import type { ElementType, FloatArray } from '../../engine/program.js';
import type { Tensor3D } from '../../engine/tf.js';
import type { Stream } from '../../math/random/random.js';
import type { Activation } from '../activations/_activation.js';
import type { Family, Member } from '../family.js';
import type { Initializer } from '../initializers/_initializer.js';
import type { Latent, LatentDistribution } from '../latents/_latent.js';
import type { Loss } from '../losses/_loss.js';
import type { BuiltNetwork, Network, Parameter } from '../networks/_network.js';
import type { Options, OptionsOf, PlainOptions } from '../options.js';
import type { Player, Players } from '../players.js';
import type { Batch } from '../schemes/_scheme.js';
import type { Setting } from '../setting.js';
import type { Distribution, Target } from '../targets/_target.js';

/** Fields of a setting that only some games have. */
export type GameField = 'target' | 'latent' | 'generator' | 'discriminator' | 'loss' | 'regularizer' | 'batch';

/** What losses and regularizers look at: D's score as a function, data, and what G makes. */
export interface ScoredBatch {
  /** `of`: for whose rows its random numbers were drawn (dropout); data's where it is not said. */
  score(x: Tensor3D, of?: 'real' | 'fake'): Tensor3D;
  readonly real: Tensor3D;
  readonly fake: Tensor3D;
  /** What each row counts for, [runs, 1, rows], where rows are no draws but the nodes of a sum; absent: all the same. */
  readonly weights?: { readonly real: Tensor3D; readonly fake: Tensor3D };
}

/** Both players' parameters, as matrices [runs, rows, columns]. */
export type ParameterMatrices = Players<readonly Tensor3D[]>;

/** The game's rules: scores, which the setting's loss and regularizer judge; or each player's loss itself, [runs, 1, 1]. */
export type GameRules =
  | { readonly scored: (parameters: ParameterMatrices, batch: Batch, optionsOf: OptionsOf) => ScoredBatch }
  | { readonly payoff: (player: Player, parameters: ParameterMatrices) => Tensor3D };

export interface BuiltGame {
  readonly players: Players<{
    readonly parameters: readonly Parameter[];
    initialize(out: FloatArray, stream: Stream): void;
  }>;
  readonly rules: GameRules;
  /** Rows of a batch, and the coordinates of each that D sees: of a sample, or of several where D judges packs. */
  readonly rows: number;
  readonly dim: number;
  /** Where data, noise and what networks draw come from; null where nothing is random. */
  readonly draws: (Readonly<Record<string, SampleSource>> & { readonly real: SampleSource }) | null;
  /** Where neither player gains by moving alone; null where that is not known in closed form. */
  readonly equilibrium: Players<readonly number[]> | null;
  /** The largest |parameter| that a player may have: beyond, it is set back after each step. Absent: any. */
  readonly box?: Partial<Players<number>>;
  /** Sets G's flat parameters back to where they mean something, after each step. Absent: they do anywhere. */
  project?(parameters: Tensor3D): Tensor3D;
  /**
   * D is always at its optimum: the first of its parameters are G's at any time, the others never change, and its
   * optimizer does nothing.
   */
  readonly optimalDiscriminator?: true;
  /** Where data and samples are cells of a histogram: their masses and D's scores, cell by cell. */
  histogram?(parameters: Players<Float64Array>): Histogram;
  /** Only where networks play, or what can be taken for networks. */
  readonly target?: Distribution;
  readonly latent?: LatentDistribution;
  readonly networks?: Players<BuiltNetwork>;
  /** Why D has no score of a sample by itself; absent where it has one. */
  readonly noSingleScore?: string;
}

export interface Histogram {
  readonly p: Float64Array;
  readonly q: Float64Array;
  readonly score: Float64Array;
}

export interface SampleSource {
  /** Numbers a row. */
  readonly dim: number;
  sample(out: FloatArray, stream: Stream): void;
}

/** The families that games choose from. */
export interface GameFamilies {
  readonly targets: Family<Target>;
  readonly latents: Family<Latent>;
  readonly networks: Family<Network>;
  readonly activations: Family<Activation>;
  readonly initializers: Family<Initializer>;
  readonly losses: Family<Loss>;
}

export interface Game extends Member {
  /** The fields that its settings have, of those that not every game has; others are refused. */
  readonly fields: readonly GameField[];
  /** What it computes in unless the setting says otherwise. */
  readonly dtype: ElementType;
  /** What is measured unless the file says otherwise. */
  readonly metrics: readonly string[];
  /** Throws a plain sentence where the setting's parts do not fit together. */
  create(options: Record<string, unknown>, setting: Setting, parts: GameFamilies): BuiltGame;
}

export function game<O extends Options>(
  member: Omit<Game, 'options' | 'create'> & {
    readonly options: O;
    create(options: PlainOptions<O>, setting: Setting, parts: GameFamilies): BuiltGame;
  },
): Game {
  return member as unknown as Game;
}

/** What is asked of a game that has no such thing. Metrics that ask for it are absent, with this reason. */
export class NotAvailableError extends Error {}
