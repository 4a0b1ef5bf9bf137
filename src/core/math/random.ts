/** Seeded streams of random numbers, each named by (seed, purpose, step) and by nothing else. */

export interface StreamName {
  /** The run's seed: a whole number, 0 to 2^53 - 1. */
  readonly seed: number;
  /** What the numbers are for, e.g. `latent/generator-1`. */
  readonly purpose: string;
  readonly step: number;
}

export interface Stream {
  /** Uniform in [0, 1), 53 bits. */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
  /** Uniform whole number in [0, below). */
  integer(below: number): number;
  /** Fill an array (or a view of one) with independent draws; the fast way. */
  fillUniform(out: Float32Array | Float64Array): void;
  fillNormal(out: Float32Array | Float64Array): void;
}
