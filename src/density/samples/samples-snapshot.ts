/** A snapshot of samples alone: the parts of a run that need its networks or its game are missing. Decision 030. */

import type { LatentDistribution } from '../../core/gan/latents/_latent.js';
import type { Distribution } from '../../core/gan/targets/_target.js';
import { stream } from '../../core/math/random/random.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';

export interface Samples {
  /** What is known of the data. */
  readonly target: Distribution;
  /** Rows of target.dim. */
  readonly generated: Float64Array;
  readonly real: Float64Array;
}

/** A part of the run was asked for that samples alone do not have; the message says which. */
export class MissingPartError extends Error {}

export const NEEDS_GENERATOR = 'needs the generator itself, not samples of it';
export const NEEDS_DISCRIMINATOR = 'needs the discriminator itself';
const NEEDS_RUN = 'needs the run itself';
const NEEDS_TARGET = 'needs the target itself, not samples of it';

/** The reasons why a metric that does not depend on samples alone is absent. */
export const NOT_FROM_SAMPLES: ReadonlySet<string> = new Set([NEEDS_GENERATOR, NEEDS_DISCRIMINATOR, NEEDS_RUN]);

function missing(why: string): never {
  throw new MissingPartError(why);
}

export interface SamplesSnapshotOptions {
  /** The snapshot of the measurement before. */
  readonly previous?: () => Snapshot;
  /** Index among many draws: each has its own random streams. */
  readonly draw?: number;
  /** Whether q's density may be estimated from the samples; otherwise it is missing. */
  readonly densities?: boolean;
  /** What metrics share of these samples and is known already, by their keys. */
  readonly given?: ReadonlyMap<string, () => Promise<unknown>>;
}

/** A snapshot of these samples. Accessing a missing part throws `MissingPartError`. */
export function samplesSnapshot(
  { target, generated, real }: Samples,
  { draw = 0, densities = true, given, previous = () => missing(NEEDS_RUN) }: SamplesSnapshotOptions = {},
): Snapshot {
  const shared = new Map<string, Promise<unknown>>();
  const known = densities ? knownFromSamples(generated, () => missing(NEEDS_GENERATOR)) : new Map();
  return {
    get setting() {
      return missing(NEEDS_RUN);
    },
    get networks() {
      return missing(NEEDS_GENERATOR);
    },
    get losses() {
      return missing(NEEDS_DISCRIMINATOR);
    },
    get parameters() {
      return missing(NEEDS_GENERATOR);
    },
    get equilibrium() {
      return missing(NEEDS_RUN);
    },
    get game() {
      return missing(NEEDS_RUN);
    },
    get bestResponse() {
      return missing(NEEDS_RUN);
    },
    get previous() {
      return previous();
    },
    histogram: null,
    seed: 0,
    step: draw,
    target,
    latent: unknownLatent(densities ? target.dim + 1 : null),
    sampleCount: generated.length / target.dim,
    realCount: real.length / target.dim,
    generate: async () => missing(NEEDS_GENERATOR),
    score: async () => missing(NEEDS_DISCRIMINATOR),
    scoreGradient: async () => missing(NEEDS_DISCRIMINATOR),
    risk: async () => missing(NEEDS_DISCRIMINATOR),
    loss: async () => missing(NEEDS_DISCRIMINATOR),
    exactLoss: async () => missing(NEEDS_DISCRIMINATOR),
    samples: async () => ({ generated, real }),
    gradient: async (player) => missing(player === 'generator' ? NEEDS_GENERATOR : NEEDS_DISCRIMINATOR),
    stream: (purpose) => stream({ seed: 0, purpose: `score/${purpose}`, step: draw }),
    share<T>(key: string, make: () => Promise<T>): Promise<T> {
      const value = (shared.get(key) ?? known.get(key)?.() ?? given?.get(key)?.() ?? make()) as Promise<T>;
      shared.set(key, value);
      return value;
    },
  };
}

/** Of more dimensions than x, so that no estimator takes it for the source of q's density; null: of unknown dimension. */
function unknownLatent(dim: number | null): LatentDistribution {
  const refuse = () => missing(NEEDS_GENERATOR);
  return {
    get dim() {
      return dim ?? missing(NEEDS_GENERATOR);
    },
    sample: refuse,
    cdf: refuse,
    quantile: refuse,
    density: refuse,
    logDensity: refuse,
  };
}

/** A target of which nothing but samples is known. */
export function unknownTarget(real: Float64Array, dim: number): Distribution {
  const bounds = Array.from({ length: dim }, () => ({ low: Infinity, high: -Infinity }));
  real.forEach((x, i) => {
    const side = bounds[i % dim];
    side.low = Math.min(side.low, x);
    side.high = Math.max(side.high, x);
  });
  return {
    dim,
    bounds,
    sample: () => missing(NEEDS_TARGET),
    get logDensity() {
      return missing(NEEDS_TARGET);
    },
    unknown: NEEDS_TARGET,
    get scale() {
      return missing(NEEDS_TARGET);
    },
  };
}

/** What metrics share of q's density, by their keys: the samples are known, the push-forward is missing. */
function knownFromSamples(
  generated: Float64Array,
  noGenerator: () => never,
): ReadonlyMap<string, () => Promise<unknown>> {
  return new Map<string, () => Promise<unknown>>([
    ['density/samples', async () => generated],
    ['density/pushforward', async () => noGenerator()],
  ]);
}

/** What `compute` gives; absent, with the reason, where it asks for a part of the run that samples lack. */
export async function absentIfMissing<R>(compute: () => Promise<R>): Promise<R | { readonly absent: string }> {
  try {
    return await compute();
  } catch (error) {
    if (error instanceof MissingPartError) return { absent: error.message };
    throw error;
  }
}
