/**
 * What the engine runs: a function of tensors, written in plain TensorFlow.js.
 *
 * Every tensor has three axes, [runs, rows, columns]. The leading one holds independent runs (seeds) that are computed
 * side by side and never mix; a per-run number is [runs, 1, 1]; a flat vector is [runs, 1, length].
 */
import type { Tensor3D } from './tf.js';

export type Shape = readonly [runs: number, rows: number, columns: number];
export type Tensors = Readonly<Record<string, Tensor3D>>;
export type ElementType = 'float32' | 'float64';
export type FloatArray = Float32Array | Float64Array;
export type Arrays = Readonly<Record<string, FloatArray>>;

export interface Program {
  /** Says what it computes, in errors. */
  readonly name: string;
  readonly inputs: Readonly<Record<string, Shape>>;
  /** Pure: all randomness comes in through the inputs. Called once when compiled, at every run when eager. */
  body(inputs: Tensors): Tensors;
}

/** A program made ready to run. */
export interface Executable {
  /** Inputs that the outputs really depend on: the others need not be given. */
  readonly usedInputs: ReadonlySet<string>;
  readonly outputs: Readonly<Record<string, Shape>>;
  /** Row-major arrays of the program's element type in and out. The arrays that come back are the caller's to keep. */
  run(inputs: Arrays): Promise<Arrays>;
  dispose(): void;
}

export type BackendName = 'onnx' | 'tfjs' | 'tensorflow';

export interface Backend {
  readonly name: BackendName;
  /** What is printed and recorded: library, version, device. */
  readonly says: string;
  readonly elementTypes: readonly ElementType[];
  prepare(program: Program, options?: { elementType?: ElementType }): Promise<Executable>;
}
