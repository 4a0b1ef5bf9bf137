/**
 * Programs, which the engine runs: pure functions of tensors, written in TensorFlow.js.
 *
 * Every tensor has three axes, [runs, rows, columns]. The first holds independent runs (seeds), computed side by side: no run
 * depends on another. A number of each run is [runs, 1, 1], a flat vector [runs, 1, length]. Decision 001.
 */
import type { Tensor3D } from './tf.js';

export type Shape = readonly [runs: number, rows: number, columns: number];
export type Tensors = Readonly<Record<string, Tensor3D>>;
export type ElementType = 'float32' | 'float64';
export type FloatArray = Float32Array | Float64Array;
export type Arrays = Readonly<Record<string, FloatArray>>;

export interface Program {
  /** What it computes, for error messages. */
  readonly name: string;
  readonly inputs: Readonly<Record<string, Shape>>;
  /** Pure: all random numbers are inputs. Called once by a compiling backend, at every run by an eager one. */
  body(inputs: Tensors): Tensors;
}

/** A prepared program. */
export interface Executable {
  /** The inputs that the outputs depend on; others may be left out. */
  readonly usedInputs: ReadonlySet<string>;
  readonly outputs: Readonly<Record<string, Shape>>;
  /**
   * Takes and returns row-major arrays of the program's element type. The returned arrays belong to the caller. Throws `ProgramError`
   * where an input is missing or has the wrong type or length.
   */
  run(inputs: Arrays): Promise<Arrays>;
  dispose(): void;
}

export type BackendName = 'onnx' | 'tfjs' | 'tensorflow';

export interface Backend {
  readonly name: BackendName;
  /** Library, version and device, as printed and recorded. */
  readonly description: string;
  readonly elementTypes: readonly ElementType[];
  /** Throws `ProgramError` where the program cannot be recorded or compiled, or the element type is not available. */
  prepare(program: Program, options?: { elementType?: ElementType }): Promise<Executable>;
}

/**
 * A program cannot be recorded or compiled, or its inputs are wrong; the message names the program. Thrown by `prepare` of a
 * backend and by `run` of what it returns.
 *
 * @example
 * const backend = await openBackend('auto');
 * const program: Program = { name: 'nothing', inputs: {}, body: () => ({}) };
 * await backend.prepare(program).catch((error) => console.log(error instanceof ProgramError, error.message));
 */
export class ProgramError extends Error {
  override readonly name = 'ProgramError';
}

/**
 * A backend is not installed, or does not support the `dtype` of a setting; the message says how to install it, or what to use.
 *
 * @example
 * const backend = await openBackend('tensorflow').catch((error) => {
 *   if (error instanceof MissingBackendError) return openBackend('auto');
 *   throw error;
 * });
 * console.log(backend.description);
 */
export class MissingBackendError extends Error {
  override readonly name = 'MissingBackendError';
}
