/**
 * Records a program: its body runs once on a TensorFlow.js backend that computes nothing. Each kernel call becomes nodes of a
 * graph, with the shapes of the results. Gradients are taken meanwhile, so that they are part of the graph. Decision 020.
 */
import { converters } from '../converters/table.js';
import { shortestDecimal } from '../graph/decimals.js';
import { Graph } from '../graph/graph.js';
import { type GraphValue, isConstant, type Kind, size } from '../graph/value.js';
import { type ElementType, type Program, ProgramError, type Shape } from '../program.js';
import { tf } from '../tf.js';
import { forbidCalls } from './forbidden-calls.js';

const RECORDER_BACKEND = 'helvetica-recorder';
// A larger table of different numbers is nearly always data or random numbers, which must be inputs.
const MAX_CONSTANT_NUMBERS = 256;

export interface Recording {
  readonly graph: Graph;
  readonly outputs: Readonly<Record<string, GraphValue>>;
}

type DataId = object;
type Numbers = ArrayLike<number>;
interface TensorInfo {
  readonly dataId: DataId;
  readonly shape: number[];
  readonly dtype: 'float32' | 'int32' | 'bool';
}

/** Throws `ProgramError` where the program does what cannot be compiled. */
export function record(program: Program, elementType: ElementType): Recording {
  const engine = tf.engine();
  const before = engine.backendName;
  const backend = recorder();
  const allowCalls = forbidCalls();
  try {
    engine.setBackend(RECORDER_BACKEND);
    return backend.record(program, elementType);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new ProgramError(`program ${program.name}: ${message}`, { cause: error });
  } finally {
    allowCalls();
    engine.setBackend(before);
  }
}

let registered: Recorder | undefined;

/** Registers the backend, with a kernel for each kernel of the CPU backend. */
function recorder(): Recorder {
  if (registered) return registered;
  const backend = new Recorder();
  const names = new Set([
    ...tf.getKernelsForBackend('cpu').map(({ kernelName }) => kernelName),
    ...Object.keys(converters),
  ]);
  tf.registerBackend(RECORDER_BACKEND, () => backend as never, 0);
  for (const kernelName of names) {
    tf.registerKernel({
      kernelName,
      backendName: RECORDER_BACKEND,
      kernelFunc: ({ inputs, attrs }) => backend.kernel(kernelName, inputs as never, attrs ?? {}) as never,
    });
  }
  registered = backend;
  return backend;
}

/** The part of TensorFlow.js's KernelBackend that its engine uses. */
class Recorder {
  #graph = new Graph('float32');
  #values = new Map<DataId, GraphValue>();
  /** Values of tensors made from numbers, until a kernel uses them. */
  #written = new Map<DataId, Numbers>();

  record(program: Program, elementType: ElementType): Recording {
    this.#graph = new Graph(elementType);
    const outputs: Record<string, GraphValue> = {};
    try {
      // The tidy returns nothing: it would search the whole graph for tensors.
      tf.tidy(() => {
        const inputs = Object.entries(program.inputs).map(([name, shape]) => {
          const info = this.#tensorInfo(this.#graph.input(name, shape), 'float32');
          return [name, tf.engine().makeTensorFromTensorInfo(info as never, this as never)] as const;
        });
        const results = program.body(Object.fromEntries(inputs) as never);
        for (const [name, tensor] of Object.entries(results)) outputs[name] = this.#output(name, tensor as never);
      });
      return { graph: this.#graph, outputs };
    } finally {
      this.#values = new Map();
      this.#written = new Map();
    }
  }

  kernel(
    kernelName: string,
    inputs: Record<string, TensorInfo | undefined>,
    attributes: object,
  ): TensorInfo | TensorInfo[] {
    const converter = converters[kernelName];
    if (!converter) throw new Error(`the kernel ${kernelName} cannot be compiled: it has no converter`);
    const given = Object.entries(inputs).flatMap(([name, info]) => (info ? [[name, info] as const] : []));
    try {
      const values = given.map(([name, info]) => [name, this.#value(info)] as const);
      const results = converter(this.#graph, Object.fromEntries(values), attributes as never);
      if (Array.isArray(results)) return results.map((result) => this.#tensorInfo(result));
      return this.#tensorInfo(results as GraphValue);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      throw new Error(`in the kernel ${kernelName}: ${message}`, { cause: error });
    }
  }

  #output(name: string, tensor: TensorInfo): GraphValue {
    const value = this.#graph.cast(this.#value(tensor), 'float');
    if (value.shape.length !== 3)
      throw new Error(`the output ${name} must have three axes, [runs, rows, columns], not [${value.shape}]`);
    return value;
  }

  #tensorInfo(value: GraphValue, dtype: TensorInfo['dtype'] = dtypeOf(value.kind)): TensorInfo {
    const dataId = {};
    this.#values.set(dataId, value);
    return { dataId, shape: [...value.shape], dtype };
  }

  #value({ dataId, shape, dtype }: TensorInfo): GraphValue {
    const known = this.#values.get(dataId);
    if (known) return this.#graph.reshape(known, shape);
    const value = this.#constant(
      this.#written.get(dataId) ?? outside(dataId),
      shape,
      dtype === 'float32' ? 'float' : dtype,
    );
    this.#values.set(dataId, value);
    return value;
  }

  #constant(numbers: Numbers, shape: readonly number[], kind: Kind): GraphValue {
    const uniform = isUniform(numbers);
    if (!uniform && numbers.length > MAX_CONSTANT_NUMBERS)
      throw new Error(
        `a constant of ${numbers.length} different numbers, shape [${shape}]: data and random numbers must be inputs of the program`,
      );
    const exact =
      this.#graph.elementType === 'float64' && kind === 'float' ? shortestDecimal : (number: number) => number;
    const values = uniform ? exact(numbers[0]) : Array.from(numbers, (number) => exact(number));
    return this.#graph.constant(values, { shape, kind });
  }

  write(numbers: Numbers): DataId {
    const dataId = {};
    this.#written.set(dataId, numbers);
    return dataId;
  }

  readSync(dataId: DataId): Numbers {
    const written = this.#written.get(dataId);
    if (written) return written;
    const value = this.#values.get(dataId);
    if (!value || !isConstant(value) || !('constant' in value.source))
      throw new Error(
        'it reads the numbers of a tensor (dataSync, arraySync, print), which are not known when it is compiled',
      );
    const { constant } = value.source;
    return constant.length === 1 ? new Array<number>(size(value.shape)).fill(constant[0]) : constant;
  }

  read(dataId: DataId): Promise<Numbers> {
    return Promise.resolve(this.readSync(dataId));
  }

  disposeData(dataId: DataId): boolean {
    this.#values.delete(dataId);
    this.#written.delete(dataId);
    return true;
  }

  incRef(): void {}
  dispose(): void {}
  refCount(): number {
    return 1;
  }
  numDataIds(): number {
    return this.#values.size + this.#written.size;
  }
  floatPrecision(): 32 {
    return 32;
  }
  epsilon(): number {
    return 1e-7;
  }
  memory(): { unreliable: boolean } {
    return { unreliable: true };
  }
}

/** The numbers of a tensor that lives on another backend. */
function outside(dataId: DataId): Numbers {
  return tf.engine().readSync(dataId) as unknown as Numbers;
}

function isUniform(numbers: Numbers): boolean {
  for (let i = 1; i < numbers.length; i += 1) if (!Object.is(numbers[i], numbers[0])) return false;
  return numbers.length > 0;
}

function dtypeOf(kind: Kind): TensorInfo['dtype'] {
  if (kind === 'int64') throw new Error('int64 is not a type of TensorFlow.js');
  return kind === 'float' ? 'float32' : kind;
}

/** The shape of a value with three axes. */
export function shapeOf(value: GraphValue): Shape {
  return value.shape as unknown as Shape;
}
