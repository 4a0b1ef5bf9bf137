/**
 * A run at one step, as metrics see it: networks that can be evaluated in float64, the target, and random streams of the seed.
 * A part that the run's game does not have throws `NotAvailableError` on access. The metric is then absent, with that reason.
 */

import type { Histogram } from '../gan/games/_game.js';
import type { LatentDistribution } from '../gan/latents/_latent.js';
import type { Loss } from '../gan/losses/_loss.js';
import type { BuiltNetwork } from '../gan/networks/_network.js';
import type { Player, Players } from '../gan/players.js';
import type { Choice, Setting } from '../gan/setting.js';
import type { Distribution } from '../gan/targets/_target.js';
import type { Stream } from '../math/random/random.js';
import type { ScoreAtSamples, ScoredSamples } from '../training/evaluator.js';
import type { GameAt } from './game-at.js';

export interface Snapshot {
  readonly setting: Setting;
  readonly seed: number;
  readonly step: number;
  readonly target: Distribution;
  readonly latent: LatentDistribution;
  readonly networks: Players<BuiltNetwork>;
  readonly losses: Players<{ readonly loss: Loss; readonly choice: Choice }>;
  /** Both players' flat parameters; where the setting averages them, the averages. */
  readonly parameters: Players<Float64Array>;
  /** Both densities and D's scores cell by cell, in a game of cells; null in others. */
  readonly histogram: Histogram | null;
  /** The equilibrium's parameters; null where it is not known in closed form. */
  readonly equilibrium: Players<readonly number[]> | null;
  /** The game's vector field and its derivatives; null in a snapshot without a run. */
  readonly game: GameAt | null;
  /**
   * The run after each of at most ten equal parts of `steps` further updates of one player alone, the other frozen: same step,
   * same streams. `lr` null: the player's own learning rate, without its schedule. Null in a snapshot without a run.
   */
  readonly bestResponse:
    | ((
        player: Player,
        options: { readonly steps: number; readonly lr: number | null },
      ) => Promise<readonly Snapshot[]>)
    | null;
  /** The run at the previous measurement; absent, with the reason, where this is the first or the state was not kept. */
  readonly previous: Snapshot | { readonly absent: string };
  /** An intermediate step: estimators' texts leave out what takes time to compute. */
  readonly brief?: boolean | undefined;
  /** Rows of G's samples: measure.samples, or fewer where a file has fewer rows. */
  readonly sampleCount: number;
  /** Rows of the data in `samples`: as many, but of samples made elsewhere. */
  readonly realCount: number;
  /** G's output at each row of z, rows of target.dim. */
  generate(z: Float64Array): Promise<Float64Array>;
  /** D's score at each row of x, before any sigmoid. */
  score(x: Float64Array): Promise<Float64Array>;
  /** Gradient of D's score in x at each row of x, rows of target.dim. */
  scoreGradient(x: Float64Array): Promise<Float64Array>;
  /**
   * `sampleCount` rows of G's output on noise, and `realCount` fresh draws of the target, or different rows of its file. The same for
   * every metric of the snapshot.
   */
  samples(): Promise<{ readonly generated: Float64Array; readonly real: Float64Array }>;
  /** The terms of D's loss at each score, which minimises E_p[real] + E_q[fake]. */
  risk(scores: Float64Array): Promise<{ readonly real: Float64Array; readonly fake: Float64Array }>;
  /**
   * The player's loss, without regularizers, at these scores of data and of G's samples. A relativistic loss compares scores in
   * pairs.
   */
  loss(player: Player, scores: ScoredSamples): Promise<number>;
  /** The player's loss, without regularizers, in a game whose expectations are sums; null in a game with batches. */
  exactLoss(player: Player): Promise<number | null>;
  /**
   * Gradient of the player's loss, without regularizers, in its own flat parameters. `weights` are those of the rows of z and real;
   * they sum to one; absent: all equal. `loss`: another loss than the player's own. `otherScore`: another D, for G's gradient of a
   * loss of single scores.
   */
  gradient(
    player: Player,
    at: {
      readonly z: Float64Array;
      readonly real: Float64Array;
      readonly weights?: Float64Array;
      readonly loss?: Loss;
      readonly otherScore?: ScoreAtSamples;
    },
  ): Promise<Float64Array>;
  /** A random stream of this seed and step for a metric's own draws. No stream of training is used. */
  stream(purpose: string): Stream;
  /** Computes once a snapshot what several metrics share, such as q's density. */
  share<T>(key: string, make: () => Promise<T>): Promise<T>;
}
