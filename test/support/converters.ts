/** The examples on which the converters' laws try each kernel. */
import type { Tensors } from '../../src/core/engine/program.js';
import { type Tensor, tf } from '../../src/core/engine/tf.js';

export interface Example {
  /** Computes the same for all runs, without a run axis. */
  readonly shared?: true;
  inputs(given: Tensors, runs: number): Record<string, Tensor> | Tensor[];
  attributes?(rows: number, runs: number): object;
}

const positive = (x: Tensor) => tf.add(tf.square(x), 0.1);
const sign = (x: Tensor) => tf.greater(x, 0);
const pairs: Example[] = [
  { inputs: ({ a, b }) => ({ a, b }) },
  { inputs: ({ column, row }) => ({ a: column, b: row }) },
  { inputs: ({ one, a }) => ({ a: one, b: a }) },
];
const awayFromZero: Example[] = [
  { inputs: ({ a, b }) => ({ a, b: positive(b) }) },
  { inputs: ({ column, row }) => ({ a: column, b: positive(row) }) },
];
const conditions: Example[] = [
  { inputs: ({ a, b }) => ({ a: sign(a), b: sign(b) }) },
  { inputs: ({ column, row }) => ({ a: sign(column), b: sign(row) }) },
];
const reductions = (name: string): Example[] =>
  [[1], [2], [1, 2], [-1]].flatMap((axes) =>
    [true, false].map((keepDims) => ({
      inputs: ({ a }) => ({ x: a }),
      attributes: () => ({ [name]: axes, keepDims }),
    })),
  );
const onPositive: Example[] = [
  { inputs: ({ a }) => ({ x: positive(a) }) },
  { inputs: ({ one }) => ({ x: positive(one) }) },
];
const matrices = (transposeA: boolean, transposeB: boolean): Example[] => {
  const flip = (x: Tensor, flipped: boolean) => (flipped ? tf.transpose(x, [0, 2, 1]) : x);
  return [
    ({ a, matrix }: Tensors) => [a, matrix],
    ({ a, b }: Tensors) => [tf.transpose(a, [0, 2, 1]), b],
    ({ column, row }: Tensors) => [column, row],
    ({ row, a }: Tensors) => [row, tf.transpose(a, [0, 2, 1])],
  ].map((pick) => ({
    inputs: (given) => {
      const [a, b] = pick(given);
      return { a: flip(a, transposeA), b: flip(b, transposeB) };
    },
    attributes: () => ({ transposeA, transposeB }),
  }));
};
const whole = (x: Tensor) => tf.cast(tf.greater(x, 0), 'int32');

/** Examples of kernels that need more than an `x`. */
const examples: Record<string, readonly Example[]> = {
  Add: pairs,
  Sub: pairs,
  Multiply: [...pairs, { inputs: ({ a, b }) => ({ a, b: tf.cast(sign(b), 'float32') }) }],
  Maximum: pairs,
  Minimum: pairs,
  SquaredDifference: pairs,
  RealDiv: awayFromZero,
  FloorDiv: [{ inputs: ({ a }) => ({ a: tf.round(a), b: tf.add(tf.mul(whole(a), 2), 2) }) }],
  Mod: [{ inputs: ({ a, b }) => ({ a, b: tf.add(tf.square(b), 2) }) }],
  Pow: [
    { inputs: ({ a, b }) => ({ a: positive(a), b: tf.mul(b, 0.3) }) },
    { inputs: ({ one, a }) => ({ a: tf.scalar(0.9), b: tf.add(one, tf.mul(a, 0)) }) },
    { inputs: ({ one }) => ({ a: tf.scalar(0.999), b: positive(one) }) },
    ...[0.5, 1, 1.5, 2, 3].map((power) => ({ inputs: ({ a }: Tensors) => ({ a: positive(a), b: tf.scalar(power) }) })),
  ],
  AddN: [{ inputs: ({ a, b }) => [a, b, a] }],
  Log: onPositive,
  Log1p: onPositive,
  Sqrt: onPositive,
  Rsqrt: onPositive,
  Reciprocal: onPositive,
  Step: [
    { inputs: ({ a }) => ({ x: a }), attributes: () => ({ alpha: 0 }) },
    { inputs: ({ a }) => ({ x: a }), attributes: () => ({ alpha: -1 }) },
  ],
  LeakyRelu: [{ inputs: ({ a }) => ({ x: a }), attributes: () => ({ alpha: 0.2 }) }],
  Prelu: [{ inputs: ({ a, b }) => ({ x: a, alpha: b }) }],
  ClipByValue: [{ inputs: ({ a }) => ({ x: a }), attributes: () => ({ clipValueMin: -0.5, clipValueMax: 0.25 }) }],
  Greater: pairs,
  GreaterEqual: pairs,
  Less: pairs,
  LessEqual: pairs,
  Equal: pairs,
  NotEqual: pairs,
  LogicalAnd: conditions,
  LogicalOr: conditions,
  LogicalNot: [{ inputs: ({ a }) => ({ x: sign(a) }) }],
  Select: [{ inputs: ({ a, b }) => ({ condition: sign(a), t: a, e: b }) }],
  Cast: [
    { inputs: ({ a }) => ({ x: a }), attributes: () => ({ dtype: 'int32' }) },
    { inputs: ({ a }) => ({ x: a }), attributes: () => ({ dtype: 'bool' }) },
    { inputs: ({ a }) => ({ x: sign(a) }), attributes: () => ({ dtype: 'float32' }) },
  ],
  Fill: [
    { inputs: () => ({}), attributes: (rows, runs) => ({ shape: [runs, rows, 2], value: 0.3, dtype: 'float32' }) },
  ],
  Range: [{ shared: true, inputs: () => ({}), attributes: () => ({ start: 1, stop: 7, step: 2, dtype: 'float32' }) }],
  LinSpace: [{ shared: true, inputs: () => ({}), attributes: () => ({ start: 0, stop: 1, num: 6 }) }],
  OneHot: [
    {
      inputs: ({ a }) => ({ indices: whole(a) }),
      attributes: () => ({ depth: 3, onValue: 1, offValue: 0, dtype: 'float32' }),
    },
  ],
  Sum: reductions('axis'),
  Mean: reductions('axis'),
  Min: reductions('axis'),
  Max: reductions('reductionIndices'),
  Prod: reductions('axis').map((example) => ({ ...example, inputs: ({ a }) => ({ x: tf.add(tf.mul(a, 0.01), 1) }) })),
  All: reductions('axis').map((example) => ({ ...example, inputs: ({ a }) => ({ x: sign(a) }) })),
  Any: reductions('axis').map((example) => ({ ...example, inputs: ({ a }) => ({ x: sign(a) }) })),
  Softmax: [{ inputs: ({ a }) => ({ logits: a }), attributes: () => ({ dim: 2 }) }],
  Cumsum: [1, 2].map((axis) => ({
    inputs: ({ a }) => ({ x: tf.mul(a, 0.1) }),
    attributes: () => ({ axis, exclusive: axis === 1, reverse: axis === 2 }),
  })),
  BatchMatMul: [false, true].flatMap((a) => [false, true].flatMap((b) => matrices(a, b))),
  Reshape: [{ inputs: ({ a }) => ({ x: a }), attributes: (rows, runs) => ({ shape: [runs, 3, rows] }) }],
  ExpandDims: [{ inputs: ({ a }) => ({ input: a }), attributes: () => ({ dim: 2 }) }],
  Transpose: [{ inputs: ({ a }) => ({ x: a }), attributes: () => ({ perm: [0, 2, 1] }) }],
  Slice: [{ inputs: ({ a }) => ({ x: a }), attributes: (rows, runs) => ({ begin: [0, 0, 1], size: [runs, rows, 2] }) }],
  StridedSlice: [
    {
      inputs: ({ a }) => ({ x: a }),
      attributes: () => ({
        begin: [0, 0, 2],
        end: [0, 0, -4],
        strides: [1, 2, -1],
        beginMask: 3,
        endMask: 3,
        ellipsisMask: 0,
        newAxisMask: 0,
        shrinkAxisMask: 0,
      }),
    },
  ],
  SplitV: [
    { inputs: ({ a }) => ({ x: a }), attributes: () => ({ numOrSizeSplits: [1, 2], axis: 2 }) },
    { inputs: ({ a }) => ({ x: a }), attributes: () => ({ numOrSizeSplits: 3, axis: -1 }) },
  ],
  Concat: [
    { inputs: ({ a, column }) => [a, column], attributes: () => ({ axis: 2 }) },
    { inputs: ({ a, row }) => [a, row], attributes: () => ({ axis: 1 }) },
  ],
  Pack: [{ inputs: ({ a, b }) => [a, b], attributes: () => ({ axis: 1 }) }],
  Unpack: [{ inputs: ({ a }) => ({ value: a }), attributes: () => ({ axis: 2 }) }],
  PadV2: [
    {
      inputs: ({ a }) => ({ x: a }),
      attributes: () => ({
        paddings: [
          [0, 0],
          [1, 2],
          [0, 3],
        ],
        constantValue: 0.5,
      }),
    },
  ],
  Tile: [
    { inputs: ({ a }) => ({ x: a }), attributes: () => ({ reps: [1, 2, 3] }) },
    { inputs: ({ row }) => ({ x: row }), attributes: (rows) => ({ reps: [1, rows, 1] }) },
  ],
  Reverse: [{ inputs: ({ a }) => ({ x: a }), attributes: () => ({ dims: [1] }) }],
  GatherV2: [
    {
      inputs: ({ a }) => ({ x: a, indices: tf.tensor1d([2, 0, 0], 'int32') }),
      attributes: () => ({ axis: 2, batchDims: 0 }),
    },
  ],
};
const alone: readonly Example[] = [{ inputs: ({ a }) => ({ x: a }) }, { inputs: ({ one }) => ({ x: one }) }];
export const examplesOf = (kernel: string): readonly Example[] => examples[kernel] ?? alone;
