/** Games: two networks, or a few numbers with a game in closed form. */

import type { ElementType, FloatArray } from '../../engine/program.js';
import type { Tensor3D } from '../../engine/tf.js';
import type { Stream } from '../../math/random/random.js';
import type { Activation } from '../activations/_activation.js';
import type { Family, Member } from '../family.js';
import type { Initializer } from '../initializers/_initializer.js';
import type { Latent, LatentDistribution } from '../latents/_latent.js';
import type { Loss, Scores } from '../losses/_loss.js';
import type { BuiltNetwork, Network, Parameter } from '../networks/_network.js';
import type { Options, OptionsOf, PlainOptions } from '../options.js';
import type { Player, Players } from '../players.js';
import type { Batch } from '../schemes/_scheme.js';
import type { Setting } from '../setting.js';
import type { Distribution, Target } from '../targets/_target.js';

/** Fields of a setting that only some games have. */
export type GameField = 'target' | 'latent' | 'generator' | 'discriminator' | 'loss' | 'regularizer' | 'batch';

/** A batch as losses and regularizers see it: D's score as a function, data, and generated samples. */
export interface ScoredBatch {
  /** D's score, [runs, rows, 1]. `of`: whose random numbers it uses (dropout), those of data by default. */
  score(x: Tensor3D, of?: 'real' | 'fake'): Tensor3D;
  /** D's scores of both as one batch, which costs half as many operations; absent where a row's score depends on other rows or on `of`. */
  scoreBoth?(real: Tensor3D, fake: Tensor3D): Scores;
  readonly real: Tensor3D;
  readonly fake: Tensor3D;
  /** The weight of each row, [runs, 1, rows], where rows are the nodes of a sum; absent: rows are draws of equal weight. */
  readonly weights?: { readonly real: Tensor3D; readonly fake: Tensor3D };
}

/** Both players' parameters, as matrices [runs, rows, columns]. */
export type ParameterMatrices = Players<readonly Tensor3D[]>;

/** The rules of a game: scores for the setting's loss and regularizer, or each player's loss itself, [runs, 1, 1]. */
export type GameRules =
  | { readonly scored: (parameters: ParameterMatrices, batch: Batch, optionsOf: OptionsOf) => ScoredBatch }
  | { readonly payoff: (player: Player, parameters: ParameterMatrices) => Tensor3D };

export interface BuiltGame {
  readonly players: Players<{
    readonly parameters: readonly Parameter[];
    initialize(out: FloatArray, stream: Stream): void;
  }>;
  readonly rules: GameRules;
  /** Rows of a batch, and coordinates per row that D sees: of one sample, or of a pack. */
  readonly rows: number;
  readonly dim: number;
  /** The sources of data, noise and the draws of networks; null where nothing is random. */
  readonly draws: (Readonly<Record<string, SampleSource>> & { readonly real: SampleSource }) | null;
  /** The parameters at which neither player gains by moving alone; null where these are not known in closed form. */
  readonly equilibrium: Players<readonly number[]> | null;
  /** The largest |parameter| of a player, to which it is clipped after each step; absent: unlimited. */
  readonly box?: Partial<Players<number>>;
  /** Projects G's flat parameters onto the valid ones after each step; absent: all are valid. */
  project?(parameters: Tensor3D): Tensor3D;
  /**
   * Set where D is optimal at every moment. The first of its parameters are then always G's, the others constants, and
   * its optimizer has no effect.
 Decision 041. */
  readonly optimalDiscriminator?: true;
  /** The masses of data and G and D's scores, cell by cell, in a game of histograms. */
  histogram?(parameters: Players<Float64Array>): Histogram;
  /** Only in games whose players are networks, or can be regarded as networks. */
  readonly target?: Distribution;
  readonly latent?: LatentDistribution;
  readonly networks?: Players<BuiltNetwork>;
  /** Why D has no score of a single sample; absent where it has one. */
  readonly noSingleScore?: string;
}

export interface Histogram {
  readonly p: Float64Array;
  readonly q: Float64Array;
  readonly score: Float64Array;
}

export interface SampleSource {
  /** Numbers per row. */
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
  /** The fields of its settings, of those that only some games have; other fields are refused. */
  readonly fields: readonly GameField[];
  /** The default floating-point type. */
  readonly dtype: ElementType;
  /** The default metrics. */
  readonly metrics: readonly string[];
  /** Throws `IncompatibleError` where the setting's parts cannot be combined. */
  create(options: Record<string, unknown>, setting: Setting, families: GameFamilies): BuiltGame;
}

export function game<O extends Options>(
  member: Omit<Game, 'options' | 'create'> & {
    readonly options: O;
    create(options: PlainOptions<O>, setting: Setting, families: GameFamilies): BuiltGame;
  },
): Game {
  return member as unknown as Game;
}

/** Thrown for a part that the game does not have. Metrics that need the part are absent, with this reason. */
export class NotAvailableError extends Error {
  override readonly name = 'NotAvailableError';
}
