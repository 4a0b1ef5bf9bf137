/** Kernels that move elements without computing. */
import type { Graph } from '../graph/graph.js';
import { type GraphValue, size } from '../graph/value.js';
import { tf } from '../tf.js';
import { type Converters, kindOfDtype, normalizedAxes } from './converter.js';
import { concat, slice, strided, transpose } from './operators.js';

interface StridedSlice {
  readonly begin: number[];
  readonly end: number[];
  readonly strides: number[];
  readonly beginMask: number;
  readonly endMask: number;
  readonly ellipsisMask: number;
  readonly newAxisMask: number;
  readonly shrinkAxisMask: number;
}

const many = (numbers: number | readonly number[], rank: number) =>
  typeof numbers === 'number' ? [numbers, ...new Array<number>(rank - 1).fill(0)] : numbers;

export const reshapingConverters: Converters = {
  Identity: (_, { x }) => x,
  Reshape: (g, { x }, { shape }: { shape: number[] }) => {
    const known = shape.filter((length) => length !== -1).reduce((product, length) => product * length, 1);
    return g.reshape(
      x,
      shape.map((length) => (length === -1 ? size(x.shape) / known : length)),
    );
  },
  ExpandDims: (g, { input }, { dim }: { dim: number }) => {
    const axis = dim < 0 ? dim + input.shape.length + 1 : dim;
    return g.reshape(input, [...input.shape.slice(0, axis), 1, ...input.shape.slice(axis)]);
  },
  Transpose: (g, { x }, { perm }: { perm: number[] }) => transpose(g, x, perm),
  Slice: (g, { x }, attributes: { begin: number | number[]; size: number | number[] }) => {
    const begin = many(attributes.begin, x.shape.length);
    const sizes = typeof attributes.size === 'number' ? [attributes.size] : attributes.size;
    return slice(
      g,
      x,
      x.shape.map((_, axis) => begin[axis] ?? 0),
      x.shape.map((n, axis) => ((sizes[axis] ?? -1) < 0 ? n - (begin[axis] ?? 0) : sizes[axis])),
    );
  },
  StridedSlice: (g, { x }, a: StridedSlice) => {
    const { finalShape, begin, end, strides } = tf.slice_util.sliceInfo(
      [...x.shape],
      a.begin,
      a.end,
      a.strides,
      a.beginMask,
      a.endMask,
      a.ellipsisMask,
      a.newAxisMask,
      a.shrinkAxisMask,
    );
    const ranges = strides.map((step, axis) => ({
      axis,
      start: begin[axis],
      step,
      length: Math.max(0, Math.ceil((end[axis] - begin[axis]) / step)),
    }));
    const changing = ranges.filter(({ axis, step, length }) => step !== 1 || length !== x.shape[axis]);
    return g.reshape(strided(g, x, changing), finalShape);
  },
  SplitV: (g, { x }, { numOrSizeSplits, axis }: { numOrSizeSplits: number | number[]; axis: number }) => {
    const [along] = normalizedAxes(axis, x.shape.length);
    return split(g, x, along, splitSizes(numOrSizeSplits, x.shape[along]));
  },
  Concat: (g, inputs, { axis }: { axis: number }) => {
    const parts = Object.values(inputs).filter((part) => size(part.shape) > 0);
    return concat(g, parts, normalizedAxes(axis, parts[0].shape.length)[0]);
  },
  Pack: (g, inputs, { axis }: { axis: number }) => {
    const parts = Object.values(inputs);
    const [along] = normalizedAxes(axis, parts[0].shape.length + 1);
    return concat(
      g,
      parts.map((part) => g.reshape(part, [...part.shape.slice(0, along), 1, ...part.shape.slice(along)])),
      along,
    );
  },
  Unpack: (g, { value }, { axis }: { axis: number }) => {
    const [along] = normalizedAxes(axis, value.shape.length);
    const shape = value.shape.filter((_, i) => i !== along);
    const sizes = new Array<number>(value.shape[along]).fill(1);
    return split(g, value, along, sizes).map((part) => g.reshape(part, shape));
  },
  PadV2: (g, { x }, { paddings, constantValue }: { paddings: [number, number][]; constantValue: number }) =>
    paddings.reduce((padded, [before, after], axis) => {
      const block = (length: number) =>
        g.constant(constantValue, { kind: x.kind, shape: padded.shape.map((n, i) => (i === axis ? length : n)) });
      const parts = [...(before ? [block(before)] : []), padded, ...(after ? [block(after)] : [])];
      return concat(g, parts, axis);
    }, x),
  Tile: (g, { x }, { reps }: { reps: number[] }) => {
    const shape = x.shape.map((length, axis) => length * reps[axis]);
    if (x.shape.every((length, axis) => length === 1 || reps[axis] === 1)) return g.expand(x, shape);
    return g.node('Tile', [x, g.integers(reps)], { kind: x.kind, shape });
  },
  Reverse: (g, { x }, { dims }: { dims: number | number[] }) =>
    strided(
      g,
      x,
      normalizedAxes(dims, x.shape.length).map((axis) => ({
        axis,
        start: x.shape[axis] - 1,
        length: x.shape[axis],
        step: -1,
      })),
    ),
  GatherV2: (g, { x, indices }, { axis, batchDims }: { axis: number; batchDims?: number }) => {
    if (batchDims) throw new Error('gather with batchDims cannot be compiled');
    const [along] = normalizedAxes(axis, x.shape.length);
    const shape = [...x.shape.slice(0, along), ...indices.shape, ...x.shape.slice(along + 1)];
    return g.node('Gather', [x, indices], { kind: x.kind, shape }, { axis: along });
  },
  OneHot: (
    g,
    { indices },
    { depth, onValue, offValue, dtype }: { depth: number; onValue: number; offValue: number; dtype: string },
  ) => {
    const kind = kindOfDtype(dtype);
    const columns = g.constant(
      Array.from({ length: depth }, (_, i) => i),
      { kind: 'int32', shape: [depth] },
    );
    const hit = g.elementwise('Equal', [g.reshape(indices, [...indices.shape, 1]), columns], 'bool');
    return g.elementwise('Where', [hit, g.constant(onValue, { kind }), g.constant(offValue, { kind })], kind);
  },
  Range: (g, _, { start, stop, step, dtype }: { start: number; stop: number; step: number; dtype: string }) => {
    const length = Math.max(0, Math.ceil((stop - start) / step));
    return g.constant(
      Array.from({ length }, (__, i) => start + i * step),
      { kind: kindOfDtype(dtype), shape: [length] },
    );
  },
  LinSpace: (g, _, { start, stop, num }: { start: number; stop: number; num: number }) =>
    g.constant(
      Array.from({ length: num }, (__, i) => start + (i * (stop - start)) / Math.max(1, num - 1)),
      { shape: [num] },
    ),
};

function splitSizes(numOrSizes: number | readonly number[], length: number): number[] {
  if (typeof numOrSizes === 'number') return new Array<number>(numOrSizes).fill(length / numOrSizes);
  const known = numOrSizes.filter((n) => n !== -1).reduce((sum, n) => sum + n, 0);
  return numOrSizes.map((n) => (n === -1 ? length - known : n));
}

function split(g: Graph, x: GraphValue, axis: number, sizes: readonly number[]): GraphValue[] {
  if (sizes.length === 1) return [x];
  const results = sizes.map((n) => ({ kind: x.kind, shape: x.shape.map((length, i) => (i === axis ? n : length)) }));
  return g.nodesOf('Split', [x, g.integers(sizes)], results, { axis });
}
