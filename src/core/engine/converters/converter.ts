/** A converter expresses one TensorFlow.js kernel in ONNX operators. */
import type { Graph } from '../graph/graph.js';
import type { GraphValue, Kind } from '../graph/value.js';

/** Inputs by the kernel's own names; '0', '1', ... where a kernel takes a list. */
export type NamedInputs = Readonly<Record<string, GraphValue>>;

/** `attributes` are the kernel's, which each converter types for itself. */
export type Converter = (graph: Graph, inputs: NamedInputs, attributes: never) => GraphValue | readonly GraphValue[];
export type Converters = Readonly<Record<string, Converter>>;

/** Throws for a dtype that cannot be compiled. */
export function kindOfDtype(dtype: string): Kind {
  if (dtype === 'float32') return 'float';
  if (dtype === 'int32' || dtype === 'bool') return dtype;
  throw new Error(`tensors of ${dtype} cannot be compiled`);
}

/** Axes counted from the front, each once, in order; all of them where none are given. */
export function normalizedAxes(axis: number | readonly number[] | null | undefined, rank: number): number[] {
  const given = axis === null || axis === undefined ? Array.from({ length: rank }, (_, i) => i) : [axis].flat();
  return [...new Set(given.map((i) => (i < 0 ? i + rank : i)))].sort((a, b) => a - b);
}
