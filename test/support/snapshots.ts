/** Snapshots in closed form, for tests: G and D are plain functions, so that neither engine nor training is needed. */
import { z } from 'zod';
import { type Tensor3D, tf } from '../../src/core/engine/tf.js';
import { fixedOptions } from '../../src/core/gan/games/_fixed-options.js';
import type { LatentDistribution } from '../../src/core/gan/latents/_latent.js';
import { gaussianLatent } from '../../src/core/gan/latents/gaussian.js';
import type { Loss } from '../../src/core/gan/losses/_loss.js';
import { nonSaturating } from '../../src/core/gan/losses/non-saturating.js';
import type { BuiltNetwork } from '../../src/core/gan/networks/_network.js';
import type { Player } from '../../src/core/gan/players.js';
import type { Setting } from '../../src/core/gan/setting.js';
import { availableSamples } from '../../src/core/gan/targets/_sample-sets.js';
import type { Distribution } from '../../src/core/gan/targets/_target.js';
import { stream } from '../../src/core/math/random/random.js';
import type { GameAt } from '../../src/core/snapshot/game-at.js';
import type { Snapshot } from '../../src/core/snapshot/snapshot.js';
import { playerLoss } from '../../src/core/training/player-operations.js';
import type { Metric } from '../../src/metrics/metric.js';
import type { MetricValue } from '../../src/records/metric-value.js';

export interface Fake {
  readonly target: Distribution;
  /** Default: standard normal, of the target's dimension. */
  readonly latent?: LatentDistribution;
  readonly G: ((z: readonly number[]) => readonly number[]) | Chain;
  /** D's score; default: 0 everywhere. */
  readonly D?: (x: readonly number[]) => number;
  readonly loss?: Loss;
  /** The loss's options, e.g. the targets of least squares. */
  readonly lossOptions?: Readonly<Record<string, number>>;
  readonly samples?: number;
  /** Given samples instead of draws. */
  readonly given?: { readonly generated: Float64Array; readonly real: Float64Array };
  readonly seed?: number;
  readonly gradient?: Snapshot['gradient'];
  readonly game?: GameAt;
  /** The run after one player was trained on alone. */
  readonly respond?: (player: Player, options: { readonly steps: number; readonly lr: number | null }) => Fake;
  /** The run at the previous measurement. */
  readonly previous?: Fake;
}

/** A piecewise linear network, written as its layers' weights [in][out] and biases. */
export interface Chain {
  readonly network: BuiltNetwork;
  readonly parameters: Float64Array;
  evaluate(z: readonly number[]): readonly number[];
}

export function fakeSnapshot(fake: Fake): Snapshot {
  const { target, given, seed = 1, loss = nonSaturating, D = () => 0 } = fake;
  const sampleCount = given ? given.generated.length / target.dim : availableSamples(target, fake.samples ?? 2500);
  const latent = fake.latent ?? gaussianLatent.create({ dim: target.dim });
  const choice = { name: loss.name, ...fake.lossOptions };
  const chain = 'network' in fake.G ? fake.G : null;
  const G = 'network' in fake.G ? fake.G.evaluate : fake.G;
  const draw = (purpose: string) => stream({ seed, purpose: `measure/${purpose}`, step: 0 });
  const shared = new Map<string, Promise<unknown>>();
  const share = <T>(key: string, make: () => Promise<T>): Promise<T> => {
    const value = (shared.get(key) as Promise<T> | undefined) ?? make();
    shared.set(key, value);
    return value;
  };
  const generate = async (z: Float64Array) => Float64Array.from(rowsOf(z, latent.dim).flatMap((row) => [...G(row)]));
  return {
    setting: { loss: { generator: choice, discriminator: choice } } as unknown as Setting,
    seed,
    step: 0,
    target,
    latent,
    networks: {
      generator: chain?.network ?? opaque(latent.dim, target.dim),
      discriminator: opaque(target.dim, 1),
    },
    losses: {
      generator: { loss, choice },
      discriminator: { loss, choice },
    },
    parameters: { generator: chain?.parameters ?? new Float64Array(0), discriminator: new Float64Array(0) },
    histogram: null,
    equilibrium: null,
    game: fake.game ?? null,
    bestResponse: fake.respond ? async (player, options) => [fakeSnapshot(fake.respond!(player, options))] : null,
    exactLoss: async () => null,
    previous: fake.previous ? fakeSnapshot(fake.previous) : { absent: 'there is no earlier measurement' },
    sampleCount,
    realCount: given ? given.real.length / target.dim : sampleCount,
    generate,
    score: async (x) => Float64Array.from(rowsOf(x, target.dim), D),
    scoreGradient: async (x) => Float64Array.from(rowsOf(x, target.dim).flatMap((row) => slopeOf(D, row))),
    risk: async (scores) => {
      const options = Object.fromEntries(Object.entries(choice).map(([key, value]) => [key, constant(value)]));
      // TensorFlow.js computes in float32.
      const part = (of: Loss['real']) => {
        const result = tf.tidy(() => of(tf.tensor3d(Float32Array.from(scores), [1, scores.length, 1]), options));
        const values = Float64Array.from(result.dataSync());
        result.dispose();
        return values;
      };
      return { real: part(loss.real), fake: part(loss.fake) };
    },
    loss: async (player, { real, fake, weights }) => {
      const scores = (values: Float64Array) => tf.tensor3d(Float32Array.from(values), [1, values.length, 1]);
      const shares = { real: weights?.real ?? even(real.length), fake: weights?.fake ?? even(fake.length) };
      const value = tf.tidy(() =>
        playerLoss(
          player,
          { member: loss, choice },
          fixedOptions,
          { score: (x) => x, real: scores(real), fake: scores(fake) },
          (perSample, of) => tf.matMul(tf.reshape(scores(shares[of]), [1, 1, -1]), perSample) as Tensor3D,
        ),
      );
      return value.dataSync()[0];
    },
    samples: () =>
      share('samples', async () => {
        if (given) return given;
        const z = new Float64Array(sampleCount * latent.dim);
        latent.sample(z, draw('samples/latent'));
        const real = new Float64Array(sampleCount * target.dim);
        target.sample(real, draw('samples/real'));
        return { generated: await generate(z), real };
      }),
    gradient:
      fake.gradient ??
      ((player: Player) => {
        throw new Error(`this fake has no gradient of the ${player}`);
      }),
    stream: draw,
    share,
  };
}

/** A metric's value on a snapshot, with defaults filled in as for an experiment file. */
export function compute(
  metric: Metric,
  of: Fake | Snapshot,
  options: Record<string, unknown> = {},
): Promise<MetricValue> {
  const snapshot = 'share' in of ? of : fakeSnapshot(of);
  return metric.compute(snapshot, z.object(metric.options).parse(options));
}

/** The metric's number; throws where it is absent. */
export async function numberOf(
  metric: Metric,
  of: Fake | Snapshot,
  options: Record<string, unknown> = {},
): Promise<number> {
  const found = await compute(metric, of, options);
  if ('absent' in found) throw new Error(`${metric.name} is absent: ${found.absent}`);
  return found.value;
}

/** By central differences, exact for a quadratic D but for rounding. */
function slopeOf(D: (x: readonly number[]) => number, x: readonly number[]): number[] {
  return x.map((_, j) => {
    const moved = (by: number) => D(x.map((value, i) => (i === j ? value + by : value)));
    return (moved(SLOPE_STEP) - moved(-SLOPE_STEP)) / (2 * SLOPE_STEP);
  });
}

const SLOPE_STEP = 1e-4;

const even = (n: number) => new Float64Array(n).fill(1 / n);

/** x as a list of rows. */
export function rowsOf(x: Float64Array, dim: number): number[][] {
  return Array.from({ length: x.length / dim }, (_, row) => [...x.subarray(row * dim, (row + 1) * dim)]);
}

export function reluChain(
  layers: readonly { readonly weights: readonly (readonly number[])[]; readonly bias: readonly number[] }[],
  negative = 0,
): Chain {
  const last = layers.length - 1;
  return {
    network: {
      ...opaque(layers[0].weights.length, layers[last].bias.length),
      parameters: layers.flatMap(({ weights, bias }, i) => [
        { name: `weights-${i}`, rows: weights.length, columns: bias.length },
        { name: `bias-${i}`, rows: 1, columns: bias.length },
      ]),
      layers: layers.map((_, i) => ({
        weights: `weights-${i}`,
        bias: `bias-${i}`,
        slopes: { negative: i === last ? 1 : negative, positive: 1 },
      })),
    },
    parameters: Float64Array.from(layers.flatMap(({ weights, bias }) => [...weights.flat(), ...bias])),
    evaluate: (z) =>
      layers.reduce<readonly number[]>((h, { weights, bias }, i) => {
        const s = bias.map((b, j) => h.reduce((sum, value, k) => sum + value * weights[k][j], b));
        return i === last ? s : s.map((value) => (value < 0 ? negative * value : value));
      }, z),
  };
}

const constant = (value: unknown) => (typeof value === 'number' ? tf.tensor3d([value], [1, 1, 1]) : value);

function opaque(inputs: number, outputs: number): BuiltNetwork {
  const refuse = (): never => {
    throw new Error('a fake network is only a function of numbers');
  };
  return { inputs, outputs, parameters: [], layers: null, initialize: refuse, forward: refuse };
}
