/** The compiling backend: a program is recorded once, as an ONNX graph for ONNX Runtime's CPU provider. */
import type * as Ort from 'onnxruntime-node';
import { inputName, outputName, writeModel } from '../graph/onnx-model.js';
import { withoutRuns, withoutRunsAxis } from '../graph/without-runs-axis.js';
import {
  type Arrays,
  type Backend,
  type ElementType,
  type Executable,
  type FloatArray,
  type Program,
  ProgramError,
  type Shape,
} from '../program.js';
import { record, shapeOf } from '../recorder/recorder.js';
import { checkedInput } from './checked-input.js';

/** Loads ONNX Runtime. */
export async function onnxBackend(): Promise<Backend> {
  const ort = await import('onnxruntime-node');
  const { node: version } = ort.env.versions as { node?: string };
  return {
    name: 'onnx',
    description: `onnxruntime ${version ?? ''}, CPU, one thread`,
    elementTypes: ['float32', 'float64'],
    prepare: (program, { elementType = 'float32' } = {}) => prepare(ort, program, elementType),
  };
}

// One thread: cells run in processes of their own, and steps of these sizes are slower with more threads.
const SESSION: Ort.InferenceSession.SessionOptions = {
  executionProviders: ['cpu'],
  graphOptimizationLevel: 'all',
  executionMode: 'sequential',
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  logSeverityLevel: 3, // errors only
};

async function prepare(ort: typeof Ort, program: Program, elementType: ElementType): Promise<Executable> {
  const { graph, outputs } = record(program, elementType);
  const isOneRun = elementType === 'float32' && Object.values(program.inputs).every(([runs]) => runs === 1);
  const model = isOneRun ? withoutRunsAxis({ graph, outputs }) : { graph, outputs };
  const shapeOfInput = (name: string) => (isOneRun ? withoutRuns : (shape: Shape) => shape)(program.inputs[name]);
  const { bytes, usedInputs } = writeModel(model.graph, model.outputs);
  const session = await ort.InferenceSession.create(bytes, SESSION).catch((error: Error) => {
    throw new ProgramError(`program ${program.name}: ONNX Runtime rejected the graph: ${error.message}`, {
      cause: error,
    });
  });
  const names = Object.keys(outputs);
  // Callers fill the same arrays at every step. A tensor is a view of its array and is kept.
  const last = new Map<string, Ort.Tensor>();
  const tensorOf = (name: string, given: FloatArray | undefined): Ort.Tensor => {
    const known = last.get(name);
    if (known && known.data === given) return known;
    const array = checkedInput(program, name, given, elementType);
    const tensor = new ort.Tensor(elementType, array as Float32Array, shapeOfInput(name));
    last.set(name, tensor);
    return tensor;
  };
  return {
    usedInputs,
    outputs: Object.fromEntries(names.map((name) => [name, shapeOf(outputs[name])])),
    async run(inputs: Arrays): Promise<Arrays> {
      const feeds: Record<string, Ort.Tensor> = {};
      for (const name of usedInputs) feeds[inputName(name)] = tensorOf(name, inputs[name]);
      const results = await session.run(feeds);
      return Object.fromEntries(names.map((name) => [name, results[outputName(name)].data as FloatArray]));
    },
    dispose: () => void session.release(),
  };
}
