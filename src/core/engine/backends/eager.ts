/** Eager backends: the program's body, called at every run on a TensorFlow.js backend. */

import { ProgramError } from '../errors.js';
import { writeModel } from '../graph/model.js';
import { size } from '../graph/value.js';
import type { Arrays, Backend, BackendName, Executable, FloatArray, Program, Shape, Tensors } from '../program.js';
import { record, shapeOf } from '../recorder/recorder.js';
import { tf } from '../tf.js';
import { checkedInput } from './checked-input.js';

interface Eager {
  readonly name: BackendName;
  readonly says: string;
  /** As TensorFlow.js knows the backend. */
  readonly registered: string;
}

export function eagerBackend({ name, says, registered }: Eager): Backend {
  return {
    name,
    says,
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

/** Recording the program as well tells its outputs' shapes, and refuses what could not be compiled. */
function executable(program: Program, registered: string): Executable {
  const { graph, outputs } = record(program, 'float32');
  const { usedInputs } = writeModel(graph, outputs);
  return {
    usedInputs,
    outputs: Object.fromEntries(Object.entries(outputs).map(([name, value]) => [name, shapeOf(value)])),
    async run(inputs) {
      await new Promise(setImmediate); // between long steps a process must hear what it is told
      return withBackend(registered, () => runOnce(program, inputs, usedInputs));
    },
    dispose: () => {},
  };
}

function runOnce(program: Program, inputs: Arrays, used: ReadonlySet<string>): Arrays {
  const results: Record<string, FloatArray> = {};
  // Nothing is returned from the tidy: it would search the arrays for tensors, number by number.
  tf.tidy(() => {
    const tensors = Object.entries(program.inputs).map(([name, shape]) => {
      const array =
        used.has(name) || inputs[name] ? checkedInput(program, name, inputs[name], 'float32') : zeros(shape);
      return [name, tf.tensor3d(array as Float32Array, [...shape])] as const;
    });
    const outputs = program.body(Object.fromEntries(tensors) as Tensors);
    // Copied: an output that is an input shares its array.
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
