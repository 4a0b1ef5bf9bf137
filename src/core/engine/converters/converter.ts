/** A converter says in ONNX what one TensorFlow.js kernel computes. */
import type { Graph } from '../graph/graph.js';
import type { Kind, Value } from '../graph/value.js';

/** Inputs by the kernel's own names; a kernel that takes a list has them as '0', '1', ... */
export type Named = Readonly<Record<string, Value>>;

/** `attributes` are the kernel's, which each converter types for itself. */
export type Converter = (graph: Graph, inputs: Named, attributes: never) => Value | readonly Value[];
export type Converters = Readonly<Record<string, Converter>>;

export function kindOf(dtype: string): Kind {
  if (dtype === 'float32') return 'float';
  if (dtype === 'int32' || dtype === 'bool') return dtype;
  throw new Error(`tensors of ${dtype} cannot be compiled`);
}

/** Axes counted from the front, each once, in order; all of them where none are given. */
export function axesOf(axis: number | readonly number[] | null | undefined, rank: number): number[] {
  const given = axis === null || axis === undefined ? Array.from({ length: rank }, (_, i) => i) : [axis].flat();
  return [...new Set(given.map((i) => (i < 0 ? i + rank : i)))].sort((a, b) => a - b);
}
