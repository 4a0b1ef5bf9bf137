/** Eager backends: they call the program's body at every run, on a TensorFlow.js backend. */

import { writeModel } from '../graph/onnx-model.js';
import { size } from '../graph/value.js';
import {
  type Arrays,
  type Backend,
  type BackendName,
  type Executable,
  type FloatArray,
  type Program,
  ProgramError,
  type Shape,
  type Tensors,
} from '../program.js';
import { record, shapeOf } from '../recorder/recorder.js';
import { tf } from '../tf.js';
import { checkedInput } from './checked-input.js';

interface EagerOptions {
  readonly name: BackendName;
  readonly description: string;
  /** Its name in TensorFlow.js. */
  readonly registered: string;
}

/** The backend of a TensorFlow.js backend that is registered already. It has float32 only. */
export function eagerBackend({ name, description, registered }: EagerOptions): Backend {
  return {
    name,
    description,
    elementTypes: ['float32'],
    async prepare(program, { elementType = 'float32' } = {}) {
      if (elementType !== 'float32')
        throw new ProgramError(
          `program ${program.name}: the ${name} backend computes in float32 only, not ${elementType}`,
        );
      return executable(program, registered);
    },
  };
}

/** The program is recorded as well: this gives its outputs' shapes, and refuses what could not be compiled. */
function executable(program: Program, registered: string): Executable {
  const { graph, outputs } = record(program, 'float32');
  const { usedInputs } = writeModel(graph, outputs);
  return {
    usedInputs,
    outputs: Object.fromEntries(Object.entries(outputs).map(([name, value]) => [name, shapeOf(value)])),
    async run(inputs) {
      await new Promise(setImmediate); // lets the process handle signals between long steps
      return withBackend(registered, () => runOnce(program, inputs, usedInputs));
    },
    dispose: () => {},
  };
}

function runOnce(program: Program, inputs: Arrays, used: ReadonlySet<string>): Arrays {
  const results: Record<string, FloatArray> = {};
  // The tidy returns nothing: it would search returned arrays for tensors, number by number.
  tf.tidy(() => {
    const tensors = Object.entries(program.inputs).map(([name, shape]) => {
      const array =
        used.has(name) || inputs[name] ? checkedInput(program, name, inputs[name], 'float32') : zeros(shape);
      return [name, tf.tensor3d(array as Float32Array, [...shape])] as const;
    });
    const outputs = program.body(Object.fromEntries(tensors) as Tensors);
    // Copied, because an output that is an input shares its array.
    for (const [name, tensor] of Object.entries(outputs)) results[name] = Float32Array.from(tensor.dataSync());
  });
  return results;
}

const zeros = (shape: Shape) => new Float32Array(size(shape));

function withBackend<T>(name: string, run: () => T): T {
  const engine = tf.engine();
  const before = engine.backendName;
  engine.setBackend(name);
  try {
    return run();
  } finally {
    engine.setBackend(before);
  }
}
