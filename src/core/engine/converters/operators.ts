/** Short names for the ONNX operators that converters are written in. */
import type { Graph } from '../graph/graph.js';
import { broadcastShape, type GraphValue, producedBy, size } from '../graph/value.js';

const VECTOR_ELEMENTS = 16; // of the widest vector of a processor that ONNX Runtime supports, in float32

export const add = (g: Graph, a: GraphValue, b: GraphValue) => g.elementwise('Add', [a, b]);
export const sub = (g: Graph, a: GraphValue, b: GraphValue) => g.elementwise('Sub', [a, b]);
export const div = (g: Graph, a: GraphValue, b: GraphValue) => g.elementwise('Div', [a, b]);
export const unary = (g: Graph, operator: string, x: GraphValue) => g.elementwise(operator, [x]);
export const relation = (g: Graph, operator: string, a: GraphValue, b: GraphValue) =>
  g.elementwise(operator, [a, b], 'bool');
/** A constant of the kind of `like`. */
export const number = (g: Graph, value: number, like: GraphValue) => g.constant(value, { kind: like.kind });

/** A product; with a mask, a selection, which is cheaper. */
export function mul(g: Graph, a: GraphValue, b: GraphValue): GraphValue {
  for (const [mask, other] of [
    [a, b],
    [b, a],
  ]) {
    const cast = producedBy(g.core(mask), 'Cast');
    if (cast?.inputs[0].kind === 'bool') return where(g, cast.inputs[0], other, number(g, 0, other));
  }
  return g.elementwise('Mul', [a, b]);
}

/** Selects `then` where the condition holds, else `otherwise`, element by element. */
export function where(g: Graph, condition: GraphValue, then: GraphValue, otherwise: GraphValue): GraphValue {
  return g.elementwise('Where', [condition, then, otherwise], then.kind);
}

/**
 * Applies an operator whose vectorised kernel rounds the last few elements of an array differently, so that a run's bits would
 * depend on the number of runs beside it: each run's elements are padded to whole vectors. Decision 021.
 */
export function perRun(g: Graph, operator: string, inputs: readonly GraphValue[]): GraphValue {
  const shape = broadcastShape(inputs.map((input) => input.shape));
  const cores = inputs.map((input) => g.core(input));
  const coreShape = broadcastShape(cores.map((core) => core.shape));
  const [runs = 1, ...rest] = coreShape;
  const length = size(rest);
  const missing = (VECTOR_ELEMENTS - (length % VECTOR_ELEMENTS)) % VECTOR_ELEMENTS;
  if (missing === 0 || coreShape.length === 0) return g.elementwise(operator, inputs);
  const padded = cores.map((core) => {
    if (core.shape.length === 0) return core;
    const flat = g.reshape(g.expand(core, coreShape), [runs, length]);
    return concat(g, [flat, g.constant(1, { kind: core.kind, shape: [runs, missing] })], 1);
  });
  const whole = g.elementwise(operator, padded);
  return g.expand(g.reshape(slice(g, whole, [0, 0], [runs, length]), coreShape), shape);
}

/** Throws where the parts differ along another axis. */
export function concat(g: Graph, parts: readonly GraphValue[], axis: number): GraphValue {
  if (parts.length === 1) return parts[0];
  const shape = [...parts[0].shape];
  const fits = (part: GraphValue) => part.shape.every((length, i) => i === axis || length === shape[i]);
  if (!parts.every(fits))
    throw new Error(`incompatible parts: ${parts.map((part) => `[${part.shape}]`).join(', ')} along axis ${axis}`);
  shape[axis] = parts.reduce((sum, part) => sum + part.shape[axis], 0);
  return g.node('Concat', parts, { kind: parts[0].kind, shape }, { axis });
}

/** The block of the given lengths that begins at `begin`. */
export function slice(g: Graph, x: GraphValue, begin: readonly number[], lengths: readonly number[]): GraphValue {
  const axes = lengths.map((_, axis) => axis).filter((axis) => lengths[axis] !== x.shape[axis]);
  if (axes.length === 0) return x;
  return strided(
    g,
    x,
    axes.map((axis) => ({ axis, start: begin[axis], length: lengths[axis], step: 1 })),
  );
}

/** Every `step`-th element from `start`, `length` of them, along each axis named. Steps may be negative. */
export function strided(
  g: Graph,
  x: GraphValue,
  ranges: readonly { readonly axis: number; readonly start: number; readonly length: number; readonly step: number }[],
): GraphValue {
  if (ranges.length === 0) return x;
  const shape = [...x.shape];
  for (const { axis, length } of ranges) shape[axis] = length;
  // ONNX counts negative ends from the back: "before the first element" is a number below any length.
  const end = ({ start, length, step }: (typeof ranges)[number]) =>
    start + length * step < 0 ? Number.MIN_SAFE_INTEGER : start + length * step;
  return g.node(
    'Slice',
    [
      x,
      g.integers(ranges.map((range) => range.start)),
      g.integers(ranges.map(end)),
      g.integers(ranges.map((range) => range.axis)),
      g.integers(ranges.map((range) => range.step)),
    ],
    { kind: x.kind, shape },
  );
}

/** Axis i of the result is axis `perm[i]` of x. */
export function transpose(g: Graph, x: GraphValue, perm: readonly number[]): GraphValue {
  if (perm.every((axis, i) => axis === i)) return x;
  const shape = perm.map((axis) => x.shape[axis]);
  // Moving axes of length one moves no element.
  const moved = perm.filter((axis) => x.shape[axis] !== 1);
  if (moved.every((axis, i) => i === 0 || axis > moved[i - 1])) return g.reshape(x, shape);
  return g.node('Transpose', [x], { kind: x.kind, shape }, { perm });
}
