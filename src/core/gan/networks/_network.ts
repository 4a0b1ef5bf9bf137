/** Networks: a function of parameters and inputs, in tensors; its parameters start from a seeded stream. */

import type { FloatArray } from '../../engine/program.js';
import type { Tensor3D } from '../../engine/tf.js';
import type { Stream } from '../../math/random/random.js';
import type { Activation } from '../activations/_activation.js';
import type { Family, Member } from '../family.js';
import type { Initializer } from '../initializers/_initializer.js';
import type { Options, PlainOptions } from '../options.js';

/** One parameter of a network, a matrix; a bias is [1, out]. All of them, in order and row-major, make the flat vector. */
export interface Parameter {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
}

/** One dense layer, for what needs to see inside (exact densities of piecewise linear generators). */
export interface Layer {
  /** Names among the network's parameters. */
  readonly weights: string;
  readonly bias: string | null;
  /** The slopes of a piecewise linear activation with its kink at 0; null if the activation is smooth. */
  readonly slopes: { readonly negative: number; readonly positive: number } | null;
}

/** How a network is run: in training with random numbers, one draw a row; evaluated, with a batch to be normalised by. */
export type ForwardPass =
  | { readonly draw: (name: string) => Tensor3D }
  /** [runs, rows, inputs]: fixed, so that the network is a function of single rows. */
  | { readonly reference: Tensor3D };

export interface BuiltNetwork {
  readonly inputs: number;
  readonly outputs: number;
  readonly parameters: readonly Parameter[];
  /** The layers from input to output if the network is a plain chain of dense layers, else null. */
  readonly layers: readonly Layer[] | null;
  /** Uniform numbers in [0, 1) that it draws for each row in training: how many, by name. Absent: none. */
  readonly draws?: Readonly<Record<string, number>>;
  /**
   * How the rows of a batch act on one another in training; absent: not at all. Evaluated, `normalized` rows are so by
   * a reference batch; a `feature` of the batch has no value there.
   */
  readonly batchwise?: 'normalized' | 'feature' | 'normalized feature';
  /** Fills the flat vector of parameters. */
  initialize(out: FloatArray, stream: Stream): void;
  /**
   * parameters: each [runs, rows, columns]; x: [runs, batch, inputs]; gives [runs, batch, outputs]. `pass` may be absent
   * where there are no draws and nothing is batchwise, or to evaluate what only has draws.
   */
  forward(parameters: readonly Tensor3D[], x: Tensor3D, pass?: ForwardPass): Tensor3D;
}

/** What a network is built with: its place between input and output, and the families that its options choose from. */
export interface NetworkContext {
  readonly inputs: number;
  readonly outputs: number;
  readonly activations: Family<Activation>;
  readonly initializers: Family<Initializer>;
}

export interface Network extends Member {
  /** Throws a plain sentence if the network cannot have these sizes. */
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

/** How many numbers the flat vector of parameters holds. */
export function parameterCount({ parameters }: { readonly parameters: readonly Parameter[] }): number {
  return parameters.reduce((sum, { rows, columns }) => sum + rows * columns, 0);
}
