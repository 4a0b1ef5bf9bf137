import { describe, expect, it } from 'vitest';
import { openBackend } from '../backends/backends.js';
import type { Program, Tensors } from '../program.js';
import { record } from '../recorder/recorder.js';
import { grad, type Tensor3D, tf } from '../tf.js';
import type { Graph } from './graph.js';
import { withoutRunsAxis } from './without-runs-axis.js';

/** The mean score of an MLP with one hidden layer, and its gradients. */
function network(runs: number, { rows, columns, hidden }: { rows: number; columns: number; hidden: number }): Program {
  const inputs = {
    x: [runs, rows, columns],
    parameters: [runs, 1, columns * hidden + hidden],
    last: [runs, hidden, 1],
    bias: [runs, 1, 1],
  } as const;
  return {
    name: 'a network',
    inputs,
    body({ x, parameters, last, bias }) {
      const [flat, row] = tf.split(parameters, [columns * hidden, hidden], 2) as Tensor3D[];
      const weights = tf.reshape(flat, [runs, columns, hidden]) as Tensor3D;
      const score = () => tf.add(tf.matMul(tf.relu(tf.add(tf.matMul(x, weights), row)), last), bias) as Tensor3D;
      const [byWeights, byRow, byLast, byBias] = grad(
        () => tf.mean(tf.softplus(score()), 1),
        [weights, row, last, bias],
      );
      return { score: score(), byWeights, byRow, byLast, byBias } as Record<string, Tensor3D>;
    },
  };
}

const operators = ({ nodes }: Graph) => nodes.map(({ operator }) => operator);

describe('a graph of one run', () => {
  it('has matrices of two axes, and products that take their bias along', () => {
    const recorded = record(network(1, { rows: 20, columns: 2, hidden: 8 }), 'float32');
    const { graph, outputs } = withoutRunsAxis(recorded);
    expect(operators(graph).filter((operator) => operator === 'Gemm')).toHaveLength(2);
    expect(operators(graph).filter((operator) => operator === 'MatMul')).toEqual([]);
    expect(graph.nodes.flatMap(({ outputs: made }) => made).filter(({ shape }) => shape.length > 2)).toEqual([]);
    expect(outputs.score.shape).toEqual([20, 1]);
    expect(outputs.byWeights.shape).toEqual([2, 8]);
  });

  it('keeps a bias apart where the factor of an operand is moved behind the product', () => {
    const body = ({ x, w, bias }: Tensors) => ({ y: tf.add(tf.matMul(tf.mul(x, 0.3), w), bias) as Tensor3D });
    const inputs = { x: [1, 20, 2], w: [1, 2, 8], bias: [1, 1, 8] } as const;
    expect(operators(record({ name: 'scaled', inputs, body }, 'float32').graph)).toContain('MatMul');
  });

  it('keeps a bias apart where the matrix is a constant, which is packed', () => {
    const body = ({ x, bias }: Tensors) => ({ y: tf.add(tf.mean(x, 2, true), bias) as Tensor3D });
    const inputs = { x: [1, 20, 8], bias: [1, 1, 1] } as const;
    expect(operators(record({ name: 'mean', inputs, body }, 'float32').graph)).toEqual(['MatMul', 'Add']);
  });

  it('keeps the axis of a product with what is made of constants, which is a constant too', () => {
    const inputs = { x: [1, 20, 8] } as const;
    const body = ({ x }: Tensors) => {
      const column = tf.concat([tf.fill([1, 10, 1], 0.1), tf.fill([1, 10, 1], -0.1)], 1);
      return { y: tf.matMul(x, column, true) as Tensor3D };
    };
    const { graph } = withoutRunsAxis(record({ name: 'sum', inputs, body }, 'float32'));
    const [product] = graph.nodes.filter(({ operator }) => operator === 'com.microsoft:FusedMatMul');
    expect(product.outputs[0].shape).toEqual([1, 8, 1]);
  });

  it('keeps the axis where there are more', () => {
    const { graph } = record(network(2, { rows: 20, columns: 2, hidden: 8 }), 'float32');
    expect(operators(graph)).not.toContain('Gemm');
  });

  // 128 and 129: whether sums over columns have one block. One row, one column: other routines of the library.
  const SIZES = [1, 2, 3, 16, 33, 128, 129, 200].flatMap((columns) =>
    [1, 3, 37, 128].flatMap((rows) => [1, 2, 32, 100, 128].map((hidden) => ({ rows, columns, hidden }))),
  );
  it('has the bits of the same run beside others, for every size', async () => {
    const onnx = await openBackend('onnx');
    const different: object[] = [];
    for (const size of SIZES) {
      const [alone, beside] = await Promise.all(
        [1, 3].map(async (runs) => {
          const program = network(runs, size);
          const executable = await onnx.prepare(program);
          const arrays = Object.entries(program.inputs).map(([name, [, rows, columns]], which) => {
            const all = Float32Array.from(
              { length: 3 * rows * columns },
              (_, i) => 2 * Math.sin(12.9898 * (i + 1) + 78.233 * which) ** 3,
            );
            return [name, all.slice((3 - runs) * rows * columns)] as const; // the last run
          });
          const results = await executable.run(Object.fromEntries(arrays));
          executable.dispose();
          return results;
        }),
      );
      for (const [name, values] of Object.entries(alone)) {
        const same = beside[name].slice(-values.length);
        if (!values.every((value, i) => Object.is(value, same[i]))) different.push({ ...size, name });
      }
    }
    expect(different).toEqual([]);
  });
});
