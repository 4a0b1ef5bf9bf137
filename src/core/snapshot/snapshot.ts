/**
 * A run at one step, as metrics see it: networks that can be evaluated in float64, the target, and the seed's streams.
 * What the run's game has not throws `Lacking` when it is asked for: then the metric is absent, with that reason.
 */

import type { Histogram } from '../gan/games/_game.js';
import type { LatentDistribution } from '../gan/latents/_latent.js';
import type { Loss } from '../gan/losses/_loss.js';
import type { BuiltNetwork } from '../gan/networks/_network.js';
import type { Player, Players } from '../gan/players.js';
import type { Choice, Setting } from '../gan/setting.js';
import type { Distribution } from '../gan/targets/_target.js';
import type { Stream } from '../math/random/random.js';
import type { ScoredSamples } from '../training/evaluator.js';
import type { GameAt } from './game-at.js';

export interface Snapshot {
  readonly setting: Setting;
  readonly seed: number;
  readonly step: number;
  readonly target: Distribution;
  readonly latent: LatentDistribution;
  readonly networks: Players<BuiltNetwork>;
  readonly losses: Players<{ readonly loss: Loss; readonly choice: Choice }>;
  /** Flat vectors of parameters. */
  readonly parameters: Players<Float64Array>;
  /** Both densities and D's scores cell by cell, where the game is one of cells; null: where it is not. */
  readonly histogram: Histogram | null;
  /** Where the game comes to rest; null where that is not known in closed form. */
  readonly equilibrium: Players<readonly number[]> | null;
  /** The game's field and its derivatives; null where there is no game to play on. */
  readonly game: GameAt | null;
  /** The same run at the measurement before this one; why there is none: it is the first, or nothing of it was kept. */
  readonly previous: Snapshot | { readonly absent: string };
  /** A step between others: estimators leave out what takes time to find out. */
  readonly brief?: boolean | undefined;
  /** How many samples `samples` holds: measure.samples, or the rows of a file where it has fewer. */
  readonly sampleCount: number;
  /** G at each row of z, rows of target.dim. */
  generate(z: Float64Array): Promise<Float64Array>;
  /** D's raw score at each row of x. */
  score(x: Float64Array): Promise<Float64Array>;
  /** `sampleCount` rows each: G's output on noise, and fresh draws of the target, or different rows of its file. The same to every metric at this step. */
  samples(): Promise<{ readonly generated: Float64Array; readonly real: Float64Array }>;
  /** What D's loss makes of each score, as one of data and as one of G's samples: D minimises E_p[real] + E_q[fake]. */
  risk(scores: Float64Array): Promise<{ readonly real: Float64Array; readonly fake: Float64Array }>;
  /**
   * A player's own loss, without regularizers, where D's scores of data and of G's samples are these: means over them, or sums with
   * `weights` that add up to one each. A loss that compares scores takes them in pairs.
   */
  loss(player: Player, scores: ScoredSamples): Promise<number>;
  /**
   * Gradient of a player's own loss (without regularizers) in its parameters, flat: the expectation over the given points,
   * which weigh `weights` each (they sum to one; absent: all the same).
   */
  gradient(
    player: Player,
    at: {
      readonly z: Float64Array;
      readonly real: Float64Array;
      readonly weights?: Float64Array;
      readonly loss?: Loss;
    },
  ): Promise<Float64Array>;
  /** A stream for this metric's own draws: the seed and step are bound. Metrics never disturb training. */
  stream(purpose: string): Stream;
  /** Computes once a snapshot what several metrics share, e.g. the generator's density. */
  share<T>(key: string, make: () => Promise<T>): Promise<T>;
}
