/** A target: the data's distribution p, with its exact density where that is known. */
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

/** How batches of training are drawn, where papers did not draw each row afresh and by itself. */
export interface TrainingBatches {
  sample(out: FloatArray, stream: Stream): void;
  /** How many distinct samples there are, where all are drawn from a fixed set. */
  readonly points?: number;
  /** Row k comes from part k modulo so many: the law's weights hold only for batches of whole rounds. */
  readonly strata?: number;
}

export interface Distribution {
  readonly dim: number;
  /** Fills `out`, rows of `dim` numbers, with independent draws; of a law known from `rows` alone, with each of them in turn. */
  sample(out: FloatArray, stream: Stream): void;
  /** Absent: batches are draws of `sample`. Whatever measures takes those. */
  readonly training?: TrainingBatches;
  /** Natural log of the density at each row of `x`; -Infinity outside the support. Absent where no density is known. */
  readonly logDensity?: (x: FloatArray) => Float64Array;
  /** P(X <= x), of one-dimensional distributions. */
  readonly cdf?: (x: number) => number;
  readonly modes?: readonly Mode[];
  /** The density as a sum of round Gaussians of one std, where it is one: rows of places. Their weights sum to one. */
  readonly gaussians?: { readonly places: Float64Array; readonly weights: Float64Array; readonly std: number };
  /** Where along each coordinate the density jumps or has a kink inside its bounds: quadratures must not step over it. */
  readonly breaks?: readonly (readonly number[])[];
  /** Only samples of it are known: why modes, for one, are not. Absent of every target that can be chosen. */
  readonly unknown?: string;
  /** A box that holds all but 1e-9 of the mass, per coordinate; what plots and grids cover. */
  readonly bounds: readonly { readonly low: number; readonly high: number }[];
  /** The smallest length that matters: the narrowest standard deviation. Grids and bandwidths are tied to it. */
  readonly scale: number;
  /** All that is known of the law, where it is so many samples of it and nothing else. */
  readonly rows?: Float64Array;
}

export interface Target extends Member {
  /** What is measured unless the file says otherwise; absent: what the game says. */
  readonly metrics?: readonly string[];
  create(options: Record<string, unknown>): Distribution;
}

/** Types a target's `create` by its own options. */
export function target<O extends Options>(
  member: Omit<Target, 'options' | 'create'> & { readonly options: O; create(options: PlainOptions<O>): Distribution },
): Target {
  return member as unknown as Target;
}
