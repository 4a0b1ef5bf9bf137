/** Kernels that reduce axes. Sums are matrix products with ones: a run has the same bits whatever runs are beside it. Decision 021. */
import type { Graph } from '../graph/graph.js';
import { type GraphValue, size } from '../graph/value.js';
import { type Converters, normalizedAxes } from './converter.js';
import { mul, number, slice } from './operators.js';
import { matMul } from './products.js';

interface Attributes {
  readonly axis: number | number[] | null;
  readonly keepDims?: boolean;
}

export const reductionConverters: Converters = {
  Sum: (g, { x }, attributes: Attributes) => reduced(g, x.kind === 'bool' ? g.cast(x, 'int32') : x, attributes, sum),
  Mean: (g, { x }, attributes: Attributes) => {
    const count = size(normalizedAxes(attributes.axis, x.shape.length).map((axis) => x.shape[axis]));
    return reduced(g, g.cast(x, 'float'), attributes, (graph, y, axes) => sum(graph, y, axes, 1 / count));
  },
  Max: (g, { x }, { reductionIndices, keepDims }: { reductionIndices: Attributes['axis']; keepDims?: boolean }) =>
    reduced(g, x, { axis: reductionIndices, ...(keepDims && { keepDims }) }, extreme('ReduceMax')),
  Min: (g, { x }, attributes: Attributes) => reduced(g, x, attributes, extreme('ReduceMin')),
  Prod: (g, { x }, attributes: Attributes) => reduced(g, x, attributes, product),
  All: (g, { x }, attributes: Attributes) => reduced(g, x, attributes, logical('ReduceMin')),
  Any: (g, { x }, attributes: Attributes) => reduced(g, x, attributes, logical('ReduceMax')),
  Softmax: (g, { logits }, { dim }: { dim: number }) =>
    g.node(
      'Softmax',
      [logits],
      { kind: logits.kind, shape: logits.shape },
      { axis: normalizedAxes(dim, logits.shape.length)[0] },
    ),
  Cumsum: (g, { x }, { axis, exclusive, reverse }: { axis: number; exclusive: boolean; reverse: boolean }) =>
    g.node(
      'CumSum',
      [x, g.constant(axis, { kind: 'int64' })],
      { kind: x.kind, shape: x.shape },
      { exclusive: Number(exclusive), reverse: Number(reverse) },
    ),
};

/** Reduces to axes of length one, and drops these unless `keepDims`. */
function reduced(
  g: Graph,
  x: GraphValue,
  { axis, keepDims }: Attributes,
  reduce: (g: Graph, x: GraphValue, axes: readonly number[]) => GraphValue,
): GraphValue {
  const axes = normalizedAxes(axis, x.shape.length);
  const long = axes.filter((i) => x.shape[i] !== 1);
  const kept = long.length === 0 ? reduce(g, x, []) : reduce(g, x, long);
  return keepDims ? kept : g.reshape(kept, withoutAxes(x.shape, axes));
}

function withoutAxes(shape: readonly number[], axes: readonly number[]): number[] {
  return shape.filter((_, axis) => !axes.includes(axis));
}

function withOnes(shape: readonly number[], axes: readonly number[]): number[] {
  return shape.map((length, axis) => (axes.includes(axis) ? 1 : length));
}

/** `factor` times the sum. */
function sum(g: Graph, x: GraphValue, axes: readonly number[], factor = 1): GraphValue {
  if (axes.length === 0) return mul(g, x, number(g, factor, x));
  if (axes[0] === 0 || x.kind !== 'float') {
    const node = g.node('ReduceSum', [x, g.integers(axes)], { kind: x.kind, shape: withOnes(x.shape, axes) });
    return mul(g, node, number(g, factor, node));
  }
  const last = axes[axes.length - 1];
  let first = last;
  while (axes.includes(first - 1)) first -= 1;
  const done = sumAdjacent(g, x, first, last, factor);
  return sum(
    g,
    done,
    axes.filter((axis) => axis < first),
  );
}

function sumAdjacent(g: Graph, x: GraphValue, first: number, last: number, factor: number): GraphValue {
  const runs = x.shape[0];
  const before = size(x.shape.slice(1, first));
  const length = size(x.shape.slice(first, last + 1));
  const after = size(x.shape.slice(last + 1));
  const weights = (shape: number[]) => g.constant(factor, { kind: x.kind, shape });
  const result =
    after === 1 && before > 1
      ? matMul(g, g.reshape(x, [runs, before, length]), weights([runs, length, 1]))
      : matMul(g, weights([runs * before, 1, length]), g.reshape(x, [runs * before, length, after]));
  return g.reshape(
    result,
    x.shape.map((n, axis) => (axis >= first && axis <= last ? 1 : n)),
  );
}

function extreme(operator: string) {
  return (g: Graph, x: GraphValue, axes: readonly number[]) =>
    axes.length === 0
      ? x
      : g.node(operator, [x], { kind: x.kind, shape: withOnes(x.shape, axes) }, { axes, keepdims: 1 });
}

function logical(operator: string) {
  return (g: Graph, x: GraphValue, axes: readonly number[]) =>
    g.cast(extreme(operator)(g, g.cast(x, 'int32'), axes), 'bool');
}

/** Multiplies halves with each other until one element is left: an order that depends on nothing else. */
function product(g: Graph, x: GraphValue, axes: readonly number[]): GraphValue {
  return axes.reduce((value, axis) => {
    let current = value;
    while (current.shape[axis] > 1) current = multiplyHalves(g, current, axis);
    return current;
  }, x);
}

function multiplyHalves(g: Graph, x: GraphValue, axis: number): GraphValue {
  const half = Math.floor(x.shape[axis] / 2);
  const part = (begin: number, length: number) =>
    slice(
      g,
      x,
      x.shape.map((_, i) => (i === axis ? begin : 0)),
      x.shape.map((n, i) => (i === axis ? length : n)),
    );
  const halves = mul(g, part(0, half), part(half, half));
  if (x.shape[axis] % 2 === 0) return halves;
  const shape = x.shape.map((n, i) => (i === axis ? half + 1 : n));
  return g.node('Concat', [halves, part(2 * half, 1)], { kind: x.kind, shape }, { axis });
}
