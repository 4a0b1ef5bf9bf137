/** Laws of every converter in the table: what is compiled equals eager TensorFlow.js, and no run's bits depend on the others. */
import { beforeAll, describe, expect, it } from 'vitest';
import { examplesOf } from '../../../../test/support/converters.js';
import { openBackend } from '../backends/backends.js';
import type { Arrays, ElementType, FloatArray, Program, Shape } from '../program.js';
import { type Tensor3D, tf } from '../tf.js';
import { converters } from './table.js';

const SIZES = [1, 3, 37, 100];
const ELEMENT_TYPES = ['float32', 'float64'] as const;
const RUNS = 8;
// The last so many runs of the eight, computed without the others.
const FEWER = [1, 2, 3];
// Eager results are float32 as well: sums of 100 products differ in their last digits, and tfjs's erf is good to 1.5e-7.
const TOLERANCE = 3e-6;

const kernels = Object.keys(converters);

describe.each(SIZES)('with %i rows', (rows) => {
  const program = (runs: number): Program => ({
    name: 'every kernel',
    inputs: inputShapes(runs, rows),
    body: (inputs) =>
      Object.fromEntries(
        kernels.flatMap((kernel) =>
          examplesOf(kernel).map((example, i) => {
            const given = example.inputs(inputs, runs);
            const results = [
              tf.engine().runKernel(kernel, given as never, example.attributes?.(rows, runs) as never),
            ].flat();
            const flat = results.map((result) => {
              const float = tf.cast(result as never, 'float32');
              return example.shared
                ? tf.tile(tf.reshape(float, [1, 1, -1]), [runs, 1, 1])
                : tf.reshape(float, [runs, 1, -1]);
            });
            return [`${kernel}/${i}`, tf.concat(flat, 2) as Tensor3D];
          }),
        ),
      ),
  });

  let eager: Arrays;
  const compiled: Record<ElementType, Map<number, Arrays>> = { float32: new Map(), float64: new Map() };
  beforeAll(async () => {
    const [tfjs, onnx] = [await openBackend('tfjs'), await openBackend('onnx')];
    eager = await (await tfjs.prepare(program(RUNS))).run(inputArrays(RUNS, rows, 'float32'));
    for (const elementType of onnx.elementTypes) {
      for (const runs of [...FEWER, RUNS]) {
        const executable = await onnx.prepare(program(runs), { elementType });
        compiled[elementType].set(runs, await executable.run(inputArrays(runs, rows, elementType)));
        executable.dispose();
      }
    }
  });

  const outputs = (kernel: string, elementType: ElementType, runs = RUNS) =>
    examplesOf(kernel).map((_, i) => compiled[elementType].get(runs)?.[`${kernel}/${i}`] as FloatArray);

  describe.each(kernels)('%s', (kernel) => {
    it.each(ELEMENT_TYPES)('compiled in %s equals eager TensorFlow.js', (elementType) => {
      outputs(kernel, elementType).forEach((ours, i) => {
        expectClose(ours, eager[`${kernel}/${i}`]);
      });
    });

    it.each(ELEMENT_TYPES)('has the same bits in %s for a run whatever runs are beside it', (elementType) => {
      outputs(kernel, elementType).forEach((all, i) => {
        for (const runs of FEWER) {
          const alone = outputs(kernel, elementType, runs)[i];
          expect(alone).toEqual(all.slice(all.length - alone.length));
        }
      });
    });
  });
});

function expectClose(ours: FloatArray, theirs: FloatArray): void {
  expect(ours.length).toBe(theirs.length);
  const wrong = theirs.findIndex((value, i) =>
    Number.isFinite(value)
      ? !(Math.abs(ours[i] - value) < TOLERANCE * Math.max(1, Math.abs(value)))
      : ours[i] !== value,
  );
  if (wrong >= 0) expect({ at: wrong, value: ours[wrong] }).toEqual({ at: wrong, value: theirs[wrong] });
}

function inputShapes(runs: number, rows: number): Record<string, Shape> {
  return {
    a: [runs, rows, 3],
    b: [runs, rows, 3],
    column: [runs, rows, 1],
    row: [runs, 1, 3],
    one: [runs, 1, 1],
    matrix: [runs, 3, 5],
  };
}

/** The last `runs` of eight runs' numbers: between -6 and 6, all different, some of them zero. */
function inputArrays(runs: number, rows: number, elementType: ElementType): Arrays {
  return Object.fromEntries(
    Object.entries(inputShapes(RUNS, rows)).map(([name, shape], which) => {
      const length = shape[1] * shape[2];
      const all = Float32Array.from({ length: RUNS * length }, (_, i) =>
        i % 13 === 5 ? 0 : 6 * Math.sin(12.9898 * (i + 1) + 78.233 * which) ** 3,
      );
      const last = all.slice((RUNS - runs) * length);
      return [name, elementType === 'float64' ? Float64Array.from(last) : last];
    }),
  );
}
