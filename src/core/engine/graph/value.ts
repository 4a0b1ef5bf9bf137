/** The values of a graph: inputs, constants and results of nodes, each of a known shape. */
import { maximum } from '../../math/long-lists.js';

/** `float` becomes the graph's element type when it is written. `int64` is only for ONNX's own shapes and indices. */
export type Kind = 'float' | 'int32' | 'int64' | 'bool';
export type Attribute = number | readonly number[] | string | { readonly float: number };
export type Attributes = Readonly<Record<string, Attribute>>;

export interface Node {
  readonly operator: string;
  readonly inputs: readonly GraphValue[];
  readonly attributes: Attributes;
  readonly outputs: GraphValue[];
}

export type ValueSource =
  | { readonly input: string }
  /** All elements, or the one number that all elements have. */
  | { readonly constant: readonly number[] }
  | { readonly node: Node };

export interface GraphValue {
  readonly id: number;
  readonly kind: Kind;
  readonly shape: readonly number[];
  readonly source: ValueSource;
}

/** The number that all elements of a constant have; undefined where they differ, or where the value is not a constant. */
export function uniformNumber(value: GraphValue): number | undefined {
  return 'constant' in value.source && value.source.constant.length === 1 ? value.source.constant[0] : undefined;
}

export function isConstant(value: GraphValue): boolean {
  return 'constant' in value.source;
}

const fixed = new WeakMap<GraphValue, boolean>();

/** Whether a value is a constant, or made of constants alone, which ONNX Runtime computes in advance. */
export function isFixed(value: GraphValue): boolean {
  const known = fixed.get(value);
  if (known !== undefined) return known;
  const made = 'node' in value.source ? value.source.node.inputs.every(isFixed) : isConstant(value);
  fixed.set(value, made);
  return made;
}

/** The node that produces a value, if its operator is `operator`. */
export function producedBy(value: GraphValue, operator: string): Node | undefined {
  return 'node' in value.source && value.source.node.operator === operator ? value.source.node : undefined;
}

/** The number of elements. */
export function size(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

export function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((length, axis) => length === b[axis]);
}

/** The shape to which all `shapes` broadcast, aligned at their last axes. Throws where they are incompatible. */
export function broadcastShape(shapes: readonly (readonly number[])[]): number[] {
  const rank = maximum(shapes.map((shape) => shape.length));
  return Array.from({ length: rank }, (_, axis) => {
    const lengths = shapes.map((shape) => shape[axis - rank + shape.length] ?? 1).filter((length) => length !== 1);
    if (lengths.some((length) => length !== lengths[0]))
      throw new Error(`incompatible shapes: ${shapes.map((shape) => `[${shape}]`).join(' and ')}`);
    return lengths[0] ?? 1;
  });
}
