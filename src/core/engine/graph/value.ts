/** What flows through a graph: the results of nodes, inputs and constants, each of a known shape. */

/** `float` becomes the graph's element type when it is written. `int64` is only for ONNX's own shapes and indices. */
export type Kind = 'float' | 'int32' | 'int64' | 'bool';
export type Attribute = number | readonly number[] | string | { readonly float: number };
export type Attributes = Readonly<Record<string, Attribute>>;

export interface Node {
  readonly operator: string;
  readonly inputs: readonly Value[];
  readonly attributes: Attributes;
  readonly outputs: Value[];
}

export type Source =
  | { readonly input: string }
  /** One number stands for a whole tensor of it. */
  | { readonly constant: readonly number[] }
  | { readonly node: Node };

export interface Value {
  readonly id: number;
  readonly kind: Kind;
  readonly shape: readonly number[];
  readonly source: Source;
}

/** The number that every element of a constant has; undefined where they differ or it is no constant. */
export function uniform(value: Value): number | undefined {
  return 'constant' in value.source && value.source.constant.length === 1 ? value.source.constant[0] : undefined;
}

export function isConstant(value: Value): boolean {
  return 'constant' in value.source;
}

/** The node that made a value, if it is one of `operator`. */
export function madeBy(value: Value, operator: string): Node | undefined {
  return 'node' in value.source && value.source.node.operator === operator ? value.source.node : undefined;
}

export function size(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

export function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((length, axis) => length === b[axis]);
}

/** The shape that all `shapes` broadcast to, aligned at their last axes. */
export function broadcastShape(shapes: readonly (readonly number[])[]): number[] {
  const rank = Math.max(...shapes.map((shape) => shape.length));
  return Array.from({ length: rank }, (_, axis) => {
    const lengths = shapes.map((shape) => shape[axis - rank + shape.length] ?? 1).filter((length) => length !== 1);
    if (lengths.some((length) => length !== lengths[0]))
      throw new Error(`shapes do not fit together: ${shapes.map((shape) => `[${shape}]`).join(' and ')}`);
    return lengths[0] ?? 1;
  });
}
