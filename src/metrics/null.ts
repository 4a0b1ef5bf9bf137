/** What a metric reads at p_g = p_data: beside a reading from samples, the only thing that says whether it is good. */
import { z } from 'zod';
import type { LatentDistribution } from '../core/latent.js';
import { nonSaturating } from '../core/losses/non-saturating.js';
import { type Stream, stream } from '../core/math/random.js';
import type { BuiltNetwork } from '../core/network.js';
import type { Setting } from '../core/setting.js';
import type { Distribution } from '../core/target.js';
import type { Metric } from './metric.js';
import type { Snapshot } from './snapshot.js';

export interface Null {
  readonly mean: number;
  /** 2.5 % and 97.5 % of the readings lie below. */
  readonly low: number;
  readonly high: number;
  readonly draws: number;
}

const DRAWS = 100;
const known = new WeakMap<Distribution, Map<string, Promise<Null | { readonly absent: string }>>>();

/**
 * The distribution of a metric's readings of a generator that draws from the target itself, with n samples, and of a D
 * that tells nothing apart (which is D* there). The same numbers every time; made once a target, n and options.
 * Absent for metrics that read a network's gradients, or where the metric itself is absent.
 */
export function nullOf(
  metric: Metric,
  of: { readonly target: Distribution; readonly samples: number; readonly options?: Readonly<Record<string, unknown>> },
  draws = DRAWS,
): Promise<Null | { readonly absent: string }> {
  const { target, samples, options = {} } = of;
  const made = known.get(target) ?? new Map<string, Promise<Null | { readonly absent: string }>>();
  known.set(target, made);
  const key = JSON.stringify([metric.name, samples, options, draws]);
  const found = made.get(key) ?? simulate(metric, target, { samples, options, draws });
  made.set(key, found);
  return found;
}

async function simulate(
  metric: Metric,
  target: Distribution,
  { samples, options, draws }: { samples: number; options: Readonly<Record<string, unknown>>; draws: number },
): Promise<Null | { readonly absent: string }> {
  const filled = z.object(metric.options).parse(options);
  const values = new Float64Array(draws);
  for (let draw = 0; draw < draws; draw++) {
    const reading = await metric.read(perfect(target, samples, draw), filled);
    if ('absent' in reading) return reading;
    values[draw] = reading.value;
  }
  const sorted = values.slice().sort();
  const quantile = (share: number) => sorted[Math.min(draws - 1, Math.floor(share * draws))];
  return {
    mean: values.reduce((sum, value) => sum + value, 0) / draws,
    low: quantile(0.025),
    high: quantile(0.975),
    draws,
  };
}

/** A snapshot of the perfect generator: a sampler, whose latent says nothing of its density. */
function perfect(target: Distribution, sampleCount: number, draw: number): Snapshot {
  const random = (purpose: string): Stream => stream({ seed: 0, purpose: `null/${purpose}`, step: draw });
  const shared = new Map<string, Promise<unknown>>();
  const share = <T>(key: string, make: () => Promise<T>): Promise<T> => {
    const value = (shared.get(key) as Promise<T> | undefined) ?? make();
    shared.set(key, value);
    return value;
  };
  const drawn = (rows: number, purpose: string) => {
    const x = new Float64Array(rows * target.dim);
    target.sample(x, random(purpose));
    return x;
  };
  const latent = samplersLatent(target.dim + 1);
  const network = (inputs: number, outputs: number): BuiltNetwork => ({
    inputs,
    outputs,
    parameters: [],
    layers: null,
    initialize: () => {},
    forward: unknown,
  });
  const chosen = { loss: nonSaturating, choice: { name: nonSaturating.name } };
  return {
    setting: { target: { name: 'null' } } as unknown as Setting,
    seed: 0,
    step: draw,
    target,
    latent,
    networks: { generator: network(latent.dim, target.dim), discriminator: network(target.dim, 1) },
    losses: { generator: chosen, discriminator: chosen },
    parameters: { generator: new Float64Array(0), discriminator: new Float64Array(0) },
    equilibrium: null,
    game: null,
    previous: { absent: 'a null has no measurement before it' },
    sampleCount,
    generate: async (z) => drawn(z.length / latent.dim, 'generate'),
    score: async (x) => new Float64Array(x.length / target.dim),
    samples: () =>
      share('samples', async () => ({
        generated: drawn(sampleCount, 'generated'),
        real: drawn(sampleCount, 'real'),
      })),
    gradient: async () => Float64Array.of(Number.NaN),
    stream: random,
    share,
  };
}

function unknown(): never {
  throw new Error('the generator of a null is no network');
}

/** One dimension more than the target's, so that no estimator takes it for the source of a density. */
function samplersLatent(dim: number): LatentDistribution {
  return {
    dim,
    sample: (out, random) => random.fillUniform(out),
    cdf: (z) => Math.min(1, Math.max(0, z)),
    quantile: (mass) => mass,
    density: (z) => (z < 0 || z > 1 ? 0 : 1),
  };
}
