/** Targets: the data's distribution p, with its exact density where that is known. */
import type { FloatArray } from '../../engine/program.js';
import type { Stream } from '../../math/random/random.js';
import type { Member } from '../family.js';
import type { Options, PlainOptions } from '../options.js';

export interface Mode {
  readonly mean: readonly number[];
  /** Standard deviation of each coordinate (modes are axis-aligned Gaussians unless the target says otherwise). */
  readonly std: readonly number[];
  readonly weight: number;
}

/** Training batches that are not independent draws of the distribution. */
export interface TrainingBatches {
  sample(out: FloatArray, stream: Stream): void;
  /** The size of the fixed set that all samples are drawn from. */
  readonly points?: number;
  /** The rows of that set. */
  readonly rows?: Float64Array;
  /** Rows of the data that training never draws; metrics then use these alone. */
  readonly heldOut?: number;
  /** Row k comes from stratum k modulo this number: batches must contain all strata equally often. */
  readonly strata?: number;
}

export interface Distribution {
  readonly dim: number;
  /** Fills `out`, rows of `dim` numbers, with independent draws; an empirical distribution repeats no row before all are used. */
  sample(out: FloatArray, stream: Stream): void;
  /** Absent: batches are draws of `sample`, which metrics always use. */
  readonly training?: TrainingBatches;
  /** Natural log of the density at each row of `x`; -Infinity outside the support. Absent where no density is known. */
  readonly logDensity?: (x: FloatArray) => Float64Array;
  /** P(X <= x), of one-dimensional distributions. */
  readonly cdf?: (x: number) => number;
  readonly modes?: readonly Mode[];
  /** The density as a mixture of isotropic Gaussians of one std, if it is one: rows of centres; weights that sum to 1. */
  readonly gaussians?: { readonly places: Float64Array; readonly weights: Float64Array; readonly std: number };
  /** Positions along each coordinate at which the density jumps or has a kink: quadratures must split there. */
  readonly breaks?: readonly (readonly number[])[];
  /** Why only samples of it are known, without modes; absent for every target that a setting can choose. */
  readonly unknown?: string;
  /** A box that contains all but 1e-9 of the mass, which plots and grids cover. */
  readonly bounds: readonly { readonly low: number; readonly high: number }[];
  /** The smallest standard deviation, to which grids and bandwidths are scaled; of rows a third of a small distance between them. */
  readonly scale: number;
  /** The rows of an empirical distribution; absent for others. */
  readonly rows?: Float64Array;
}

export interface Target extends Member {
  /** The default metrics; absent: those of the game. */
  readonly metrics?: readonly string[];
  create(options: Record<string, unknown>): Distribution;
}

/** Types a target by its own options. */
export function target<O extends Options>(
  member: Omit<Target, 'options' | 'create'> & { readonly options: O; create(options: PlainOptions<O>): Distribution },
): Target {
  return member as unknown as Target;
}
