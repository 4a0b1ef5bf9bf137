/** Networks: functions of parameters and inputs, in tensors, with seeded initial parameters. */

import type { FloatArray } from '../../engine/program.js';
import type { Tensor3D } from '../../engine/tf.js';
import type { Stream } from '../../math/random/random.js';
import type { Activation, PlainActivation } from '../activations/_activation.js';
import type { Family, Member } from '../family.js';
import type { Initializer } from '../initializers/_initializer.js';
import type { Options, PlainOptions } from '../options.js';

/** A parameter matrix; a bias is [1, out]. All of them, in order and row-major, form the flat parameter vector. */
export interface Parameter {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
}

/** A dense layer, for exact densities of piecewise linear generators. */
export interface Layer {
  /** Names among the network's parameters. */
  readonly weights: string;
  readonly bias: string | null;
  /** The two slopes of a piecewise linear activation with its kink at 0; null if the activation is smooth. */
  readonly slopes: { readonly negative: number; readonly positive: number } | null;
  /** Its activation in plain numbers; null or absent where it has none. */
  readonly plain?: PlainActivation | null;
}

/** How a network is evaluated: in training with random numbers, else with a reference batch for normalisation. */
export type ForwardPass =
  | { readonly draw: (name: string) => Tensor3D }
  /** [runs, rows, inputs], fixed, so that the network is a function of single rows. */
  | { readonly reference: Tensor3D };

export interface BuiltNetwork {
  readonly inputs: number;
  readonly outputs: number;
  readonly parameters: readonly Parameter[];
  /** The layers from input to output of a plain chain of dense layers; null for other networks. */
  readonly layers: readonly Layer[] | null;
  /** How many uniform numbers in [0, 1) it draws per row in training, by name; absent: none. */
  readonly draws?: Readonly<Record<string, number>>;
  /**
   * How the output of a row depends on the other rows of its batch in training; absent: not at all. In evaluation,
   * `normalized` uses a reference batch; a `feature` of the batch has no value then.
   */
  readonly batchwise?: 'normalized' | 'feature' | 'normalized feature';
  /** Fills the flat parameter vector with initial values. */
  initialize(out: FloatArray, stream: Stream): void;
  /**
   * The outputs [runs, batch, outputs], given parameters, each [runs, rows, columns], and x, [runs, batch, inputs].
   * `pass` may be absent for networks without draws and batchwise parts, and to evaluate those with draws only.
   */
  forward(parameters: readonly Tensor3D[], x: Tensor3D, pass?: ForwardPass): Tensor3D;
}

/** What a network is created with: its sizes, and the families that its options choose from. */
export interface NetworkContext {
  readonly inputs: number;
  readonly outputs: number;
  readonly activations: Family<Activation>;
  readonly initializers: Family<Initializer>;
}

export interface Network extends Member {
  /** Throws an error if the network cannot have these sizes. */
  create(options: Record<string, unknown>, building: NetworkContext): BuiltNetwork;
}

export function network<O extends Options>(
  member: Omit<Network, 'options' | 'create'> & {
    readonly options: O;
    create(options: PlainOptions<O>, building: NetworkContext): BuiltNetwork;
  },
): Network {
  return member as unknown as Network;
}

/** The length of the flat parameter vector. */
export function parameterCount({ parameters }: { readonly parameters: readonly Parameter[] }): number {
  return parameters.reduce((sum, { rows, columns }) => sum + rows * columns, 0);
}
