/** Runs bodies of programs on any backend, with a member's options as inputs. */
import { openBackend } from '../core/engine/backends/backends.js';
import type { BackendName, ElementType, Executable, Shape, Tensors } from '../core/engine/program.js';
import type { Tensor3D } from '../core/engine/tf.js';
import type { Member } from '../core/gan/family.js';
import { isScalarOption } from '../core/gan/options.js';
import { maximum } from '../core/math/long-lists.js';

export interface GivenInput {
  readonly shape: Shape;
  readonly values: ArrayLike<number>;
}
export type GivenInputs = Readonly<Record<string, GivenInput>>;
type ProgramBody = (inputs: Tensors) => Tensors;
interface On {
  readonly backend?: BackendName;
  readonly elementType?: ElementType;
}

const prepared = new WeakMap<ProgramBody, Map<string, Promise<Executable>>>();

/** Runs `body`, by default compiled and in float64. It is prepared once for each shape of its inputs. */
export async function evaluateBody(
  body: ProgramBody,
  given: GivenInputs,
  on: On = {},
): Promise<Record<string, number[]>> {
  const key = JSON.stringify([on, Object.entries(given).map(([name, { shape }]) => [name, shape])]);
  const ready = prepared.get(body) ?? new Map<string, Promise<Executable>>();
  prepared.set(body, ready);
  const executable = ready.get(key) ?? prepareBody(body, given, on);
  ready.set(key, executable);
  return runPrepared(await executable, given, on);
}

/** Prepares `body` for runs with inputs of the same shapes. */
export async function prepareBody(
  body: ProgramBody,
  given: GivenInputs,
  { backend = 'onnx', elementType }: On,
): Promise<Executable> {
  const inputs = Object.fromEntries(Object.entries(given).map(([name, { shape }]) => [name, shape]));
  const opened = await openBackend(backend);
  return opened.prepare({ name: 'a law', inputs, body }, { elementType: elementTypeOn({ backend, elementType }) });
}

export async function runPrepared(
  executable: Executable,
  given: GivenInputs,
  on: On,
): Promise<Record<string, number[]>> {
  const array = elementTypeOn(on) === 'float64' ? Float64Array : Float32Array;
  const inputs = Object.fromEntries(Object.entries(given).map(([name, { values }]) => [name, array.from(values)]));
  const outputs = await executable.run(inputs);
  return Object.fromEntries(Object.entries(outputs).map(([name, values]) => [name, Array.from(values)]));
}

function elementTypeOn({ backend, elementType }: On): ElementType {
  return elementType ?? (backend === 'tfjs' ? 'float32' : 'float64');
}

/** Scalar options as inputs [runs, 1, 1], named `option/...`. */
export function optionInputs(member: Member, options: Record<string, unknown>, runs = 1): GivenInputs {
  const scalars = Object.keys(member.options).filter((option) => isScalarOption(member.options[option]));
  return Object.fromEntries(
    scalars.map((option) => [
      `option/${option}`,
      { shape: [runs, 1, 1], values: new Array<number>(runs).fill(options[option] as number) },
    ]),
  );
}

/** The options, with the tensors of those inputs as values. */
export function optionTensors(options: Record<string, unknown>, inputs: Tensors): Record<string, unknown> {
  const tensors = Object.entries(inputs).flatMap(([name, tensor]): [string, Tensor3D][] =>
    name.startsWith('option/') ? [[name.slice('option/'.length), tensor]] : [],
  );
  return { ...options, ...Object.fromEntries(tensors) };
}

/** The largest difference, relative to the size of what is compared, or absolute where that is below 1. */
export function relativeDistance(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) throw new Error(`compared ${a.length} numbers with ${b.length}`);
  return maximum(a.map((x, i) => (x === b[i] ? 0 : Math.abs(x - b[i]) / Math.max(1, Math.abs(b[i])))));
}

/** `count` numbers from low to high, both ends included. */
export function evenGrid(low: number, high: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => low + ((high - low) * i) / (count - 1));
}
