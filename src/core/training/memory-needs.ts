/** What training and measuring a setting takes of a process's memory, from its sizes alone: nothing is allocated. */

import type { Parts } from '../gan/build.js';
import { type BuiltNetwork, parameterCount } from '../gan/networks/_network.js';
import { maximum } from '../math/long-lists.js';
import { batchSources, numbersPerStep } from './batches.js';
import { runsPerCall, stepsPerCall } from './call-size.js';
import { LARGEST_CALL_ROWS } from './row-chunks.js';
import { stateLayout } from './state-layout.js';

export interface MemoryNeed {
  readonly what: string;
  readonly bytes: number;
  /** What to change so that it is less. */
  readonly reduce: string;
  /** Keys of the experiment file that decide it, as `generator.hidden`: the one that contributes most comes first. */
  readonly keys: readonly string[];
}

export interface Workload {
  /** Runs of a block. */
  readonly runs: number;
  /** Rows of the samples that metrics are computed from. */
  readonly samples: number;
  /** Steps whose parameters are kept. */
  readonly kept: number;
}

// How often the numbers exist at once, fitted to the largest resident set of a dozen settings: see decision 026.
export const LIBRARIES = 210 * 2 ** 20; // bytes: Node, TensorFlow.js and ONNX Runtime before anything is trained
const KEPT_STATES = 2; // of every run: before and after a step
const STATE_COPIES = 7; // of the runs in one call: in JavaScript and in ONNX Runtime, gradients and updates
const ACTIVATION_COPIES = 4; // forward and backward, of data and of samples
const SAMPLE_COPIES = 3; // the samples of G and of the data, and sorted or scaled copies
const KEPT_COPIES = 3; // in memory and as the bytes of a file

const FLOAT64 = 8; // bytes
/** Numbers in one tensor: TensorFlow.js and ONNX Runtime index with 32 bits. */
export const MAX_TENSOR_NUMBERS = 2 ** 31 - 1;

/** The needs of a setting, in bytes; each is about right, and their sum within a factor of 2. */
export function memoryNeeds(parts: Parts, { runs, samples, kept }: Workload): readonly MemoryNeed[] {
  const { game, setting, scheme } = parts;
  const size = setting.dtype === 'float64' ? FLOAT64 : FLOAT64 / 2;
  const layout = stateLayout(parts);
  const parameters = parameterCount(game.players.generator) + parameterCount(game.players.discriminator);
  const drawn = numbersPerStep(parts) * mostStepsPerCall(parts);
  const inCall = Math.min(runs, runsPerCall(parts));
  const units = unitsOf(game.networks?.generator) + unitsOf(game.networks?.discriminator);
  const passes = 1 + (scheme.member.throughUpdates ? Number(scheme.choice.steps ?? 0) : 0);
  const dim = game.target?.dim ?? 0;
  const widths = 'the widths of the networks (hidden)';
  const keys = keysOf(parts, samples);
  return [
    { what: 'Node and its libraries', bytes: LIBRARIES, reduce: '', keys: [] },
    {
      what: 'parameters and optimizer state',
      bytes: (runs * KEPT_STATES + inCall * STATE_COPIES) * layout.length * size + 3 * parameters * FLOAT64,
      reduce: widths,
      keys: keys.networks,
    },
    {
      what: 'activations of a batch',
      bytes: inCall * game.rows * units * size * ACTIVATION_COPIES * passes,
      reduce: `batch or ${widths}`,
      keys: keys.activations,
    },
    {
      what: 'batches',
      bytes: 2 * runs * drawn * size,
      reduce: 'batch, latent.dim or the dimension of the target',
      keys: keys.batches,
    },
    {
      what: 'samples for metrics',
      bytes: (samples * (dim * SAMPLE_COPIES + (game.latent?.dim ?? 0)) + 2 * LARGEST_CALL_ROWS * units) * FLOAT64,
      reduce: 'measure.samples',
      keys: keys.samples,
    },
    {
      what: 'kept parameters',
      bytes: runs * kept * (parameters * size + KEPT_SAMPLES * dim * FLOAT64) * KEPT_COPIES,
      reduce: 'the number of measured steps (raise measure.every, or measure.keep: last)',
      keys: ['measure.every', 'steps'],
    },
  ];
}

/** The keys that decide the needs: of each, those of the largest numbers first. */
function keysOf({ game }: Parts, samples: number) {
  const largestFirst = (...sizes: readonly (readonly [key: string, size: number])[]) =>
    sizes.toSorted(([, a], [, b]) => b - a).map(([key]) => key);
  const { generator, discriminator } = game.networks ?? {};
  const rows = ['batch', game.rows] as const;
  const latent = ['latent.dim', game.latent?.dim ?? 0] as const;
  const target = ['target.dim', game.target?.dim ?? 0] as const;
  return {
    networks: largestFirst(
      ['generator.hidden', parameterCount(game.players.generator)],
      ['discriminator.hidden', parameterCount(game.players.discriminator)],
    ),
    activations: largestFirst(
      rows,
      ['generator.hidden', unitsOf(generator)],
      ['discriminator.hidden', unitsOf(discriminator)],
    ),
    batches: largestFirst(rows, latent, target),
    samples: largestFirst(['measure.samples', samples], latent, target),
  };
}

const KEPT_SAMPLES = 1000; // rows of samples of G and of the data that are kept of each measured step

/** The tensor of a setting that has more numbers than libraries can index; null where there is none. */
export function tooLargeTensor(
  parts: Parts,
  { runs, samples }: Workload,
): (Pick<MemoryNeed, 'what' | 'keys'> & { readonly numbers: number }) | null {
  const { game } = parts;
  const keys = keysOf(parts, samples);
  const inCall = Math.min(runs, runsPerCall(parts));
  const widest = Math.max(widestOf(game.networks?.generator), widestOf(game.networks?.discriminator));
  const columns = maximum([0, ...batchSources(parts).map((source) => source.columns)]);
  const tensors = [
    {
      what: 'the state of the runs that are trained together',
      numbers: inCall * stateLayout(parts).length,
      keys: keys.networks,
    },
    { what: 'the activations of a batch', numbers: inCall * game.rows * widest, keys: keys.activations },
    {
      what: 'the random numbers of a batch',
      numbers: inCall * game.rows * mostStepsPerCall(parts) * columns,
      keys: keys.batches,
    },
    {
      what: 'the samples for metrics',
      numbers: samples * Math.max(game.target?.dim ?? 0, game.latent?.dim ?? 0),
      keys: keys.samples,
    },
  ];
  return tensors.find(({ numbers }) => numbers > MAX_TENSOR_NUMBERS) ?? null;
}

/** On the backend that takes most at once. */
function mostStepsPerCall(parts: Parts): number {
  return stepsPerCall(parts, { name: 'onnx' });
}

/** Numbers of a row in all layers of a network. */
function unitsOf(network: BuiltNetwork | undefined): number {
  return layersOf(network).reduce((sum, columns) => sum + columns, network?.inputs ?? 0);
}

function widestOf(network: BuiltNetwork | undefined): number {
  return layersOf(network).reduce((most, columns) => Math.max(most, columns), 0);
}

/** The columns of weight matrices; a vector of parameters (a bias, a gain) makes no numbers of its own. */
function layersOf(network: BuiltNetwork | undefined): readonly number[] {
  return (network?.parameters ?? []).filter(({ rows }) => rows > 1).map(({ columns }) => columns);
}
