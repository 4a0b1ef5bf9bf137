/** Samples without the run that made them, as metrics see them: what only a network could say is not there. */

import { samplesOf } from '../../density/samples/densities.js';
import type { Metric } from '../../metrics/metric.js';
import type { MetricValue } from '../../records/metric-value.js';
import type { LatentDistribution } from '../gan/latents/_latent.js';
import type { Distribution } from '../gan/targets/_target.js';
import { stream } from '../math/random/random.js';
import type { Snapshot } from './snapshot.js';

export interface Samples {
  /** What is known of the data. */
  readonly target: Distribution;
  /** Rows of target.dim, as many of each. */
  readonly generated: Float64Array;
  readonly real: Float64Array;
}

/** A metric asked for a part of the run that nobody has here. */
export class MissingPartError extends Error {}

export const GENERATOR = 'needs the generator itself, not samples of it';
export const DISCRIMINATOR = 'needs the discriminator itself';
const RUN = 'needs the run itself';
const TARGET = 'needs the target itself, not samples of it';

/** Why what does not rest on samples cannot be read from them. */
export const BEYOND_SAMPLES: ReadonlySet<string> = new Set([GENERATOR, DISCRIMINATOR, RUN]);

function missing(why: string): never {
  throw new MissingPartError(why);
}

export interface Opened {
  /** Other samples, of the measurement before. */
  readonly previous?: () => Snapshot;
  /** The snapshot of many that it is: each takes its random numbers from streams of its own. */
  readonly draw?: number;
  /** Whether p_g may be estimated from the samples; if not, what rests on a density is not there. */
  readonly densities?: boolean;
}

export function samplesSnapshot(
  { target, generated, real }: Samples,
  { draw = 0, densities = true, previous = () => missing(RUN) }: Opened = {},
): Snapshot {
  const shared = new Map<string, Promise<unknown>>();
  const known = densities ? samplesOf(generated, () => missing(GENERATOR)) : new Map();
  return {
    get setting() {
      return missing(RUN);
    },
    get networks() {
      return missing(GENERATOR);
    },
    get losses() {
      return missing(DISCRIMINATOR);
    },
    get parameters() {
      return missing(GENERATOR);
    },
    get equilibrium() {
      return missing(RUN);
    },
    get game() {
      return missing(RUN);
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
    generate: async () => missing(GENERATOR),
    score: async () => missing(DISCRIMINATOR),
    risk: async () => missing(DISCRIMINATOR),
    samples: async () => ({ generated, real }),
    gradient: async (player) => missing(player === 'generator' ? GENERATOR : DISCRIMINATOR),
    stream: (purpose) => stream({ seed: 0, purpose: `score/${purpose}`, step: draw }),
    share<T>(key: string, make: () => Promise<T>): Promise<T> {
      const value = (shared.get(key) ?? known.get(key)?.() ?? make()) as Promise<T>;
      shared.set(key, value);
      return value;
    },
  };
}

/** Of more dimensions than x, so that no estimator takes it for the source of a density; or of nobody knows how many. */
function unknownLatent(dim: number | null): LatentDistribution {
  const refuse = () => missing(GENERATOR);
  return {
    get dim() {
      return dim ?? missing(GENERATOR);
    },
    sample: refuse,
    cdf: refuse,
    quantile: refuse,
    density: refuse,
    logDensity: refuse,
  };
}

/** Data of which there are samples and nothing else. */
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
    sample: () => missing(TARGET),
    get logDensity() {
      return missing(TARGET);
    },
    unknown: TARGET,
    get scale() {
      return missing(TARGET);
    },
  };
}

/** The metric's reading; absent where it needs what is not there. */
export function readThere(
  metric: Metric,
  snapshot: Snapshot,
  options: Readonly<Record<string, unknown>>,
): Promise<MetricValue> {
  return there(() => metric.compute(snapshot, options));
}

export async function there<R>(read: () => Promise<R>): Promise<R | { readonly absent: string }> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof MissingPartError) return { absent: error.message };
    throw error;
  }
}
