/**
 * A graph under construction: equal nodes are made once, what is known already is computed, reshapes of reshapes and
 * broadcasts that the next operator makes anyway fall away.
 */
import type { ElementType } from '../program.js';
import { simplified } from './algebra.js';
import { fold, unchanged } from './fold.js';
import {
  type Attributes,
  broadcastShape,
  isConstant,
  type Kind,
  madeBy,
  type Node,
  sameShape,
  size,
  uniform,
  type Value,
} from './value.js';
import { widened } from './wide-rows.js';

export interface Result {
  readonly kind: Kind;
  readonly shape: readonly number[];
}

export class Graph {
  /** In an order in which they can run. */
  readonly nodes: Node[] = [];
  readonly #known = new Map<string, Node>();
  readonly #constants = new Map<string, Value>();
  #lastId = 0;

  constructor(readonly elementType: ElementType) {}

  input(name: string, shape: readonly number[]): Value {
    return this.#value({ input: name }, { kind: 'float', shape });
  }

  /** A constant of one number, or of as many as its shape holds. */
  constant(numbers: readonly number[] | number, { shape = [], kind = 'float' }: Partial<Result> = {}): Value {
    const given = typeof numbers === 'number' ? [numbers] : numbers;
    const all = kind === 'float' && this.elementType === 'float32' ? given.map(Math.fround) : given;
    if (all.some(Number.isNaN)) throw new Error('NaN in a constant');
    const values = all.length > 1 && all.every((number) => Object.is(number, all[0])) ? [all[0]] : all;
    const key = `${kind}|${shape}|${values.map((number) => (Object.is(number, -0) ? '-0' : number))}`;
    const known = this.#constants.get(key);
    if (known) return known;
    const value = this.#value({ constant: values }, { kind, shape });
    this.#constants.set(key, value);
    return value;
  }

  /** A list of whole numbers, as ONNX wants shapes, axes and indices. */
  integers(numbers: readonly number[]): Value {
    return this.constant(numbers, { kind: 'int64', shape: [numbers.length] });
  }

  /** Operators outside ONNX's own domain carry it: `com.microsoft:FusedMatMul`. */
  node(operator: string, inputs: readonly Value[], result: Result, attributes: Attributes = {}): Value {
    return this.nodesOf(operator, inputs, [result], attributes)[0];
  }

  /** What an operator without attributes gave for these inputs, if it is in the graph already. */
  known(operator: string, inputs: readonly Value[]): Value | undefined {
    return this.nodes.findLast(
      (node) => node.operator === operator && node.inputs.every((input, i) => input === inputs[i]),
    )?.outputs[0];
  }

  nodesOf(
    operator: string,
    inputs: readonly Value[],
    results: readonly Result[],
    attributes: Attributes = {},
  ): Value[] {
    const key = `${operator}|${inputs.map(({ id }) => id)}|${JSON.stringify(attributes)}|${JSON.stringify(results)}`;
    const known = this.#known.get(key);
    if (known) return known.outputs;
    const node: Node = { operator, inputs, attributes, outputs: [] };
    node.outputs.push(...results.map((result) => this.#value({ node }, result)));
    this.nodes.push(node);
    this.#known.set(key, node);
    return node.outputs;
  }

  /** An operator that works element by element and broadcasts. `kind` is the result's, the first operand's if absent. */
  elementwise(operator: string, inputs: readonly Value[], kind: Kind = inputs[0].kind): Value {
    const shape = broadcastShape(inputs.map((input) => input.shape));
    const numbers = inputs.map(uniform);
    const same = unchanged(operator, numbers);
    if (same !== undefined) return this.expand(inputs[same], shape);
    if (numbers.every((number) => number !== undefined)) {
      const known = fold(operator, numbers);
      if (known !== undefined) return this.constant(known, { shape, kind });
    }
    // ONNX Runtime's DivMulFusion breaks graphs in which 1/a is multiplied by 1/b.
    if (operator === 'Div' && numbers[0] === 1) return this.expand(this.elementwise('Reciprocal', [inputs[1]]), shape);
    const cores = inputs.map((input) => this.core(input));
    const simpler = simplified(operator, cores);
    if (simpler) return this.expand(this.#resolve(simpler, kind), shape);
    const coreShape = broadcastShape(cores.map((core) => core.shape));
    // ONNX Runtime is 20 times slower where a number has no axes and the other operand ends in axes of length one.
    const aligned = cores.map((core) =>
      isConstant(core) ? this.reshape(core, padded(core.shape, coreShape.length)) : core,
    );
    return this.expand(this.#compute(operator, aligned, { kind, shape: coreShape }), shape);
  }

  #resolve(simpler: NonNullable<ReturnType<typeof simplified>>, kind: Kind): Value {
    if ('id' in simpler) return simpler;
    const [first, second] = simpler.inputs;
    return this.elementwise(simpler.operator, [this.constant(first, { kind }), second]);
  }

  #compute(operator: string, inputs: readonly Value[], result: Result): Value {
    const wide = widened(inputs, result.shape);
    if (!wide) return this.node(operator, inputs, result);
    const repeated = (row: Value) =>
      this.node('Tile', [row, this.integers([1, 1, wide.times])], {
        kind: row.kind,
        shape: [wide.shape[0], 1, wide.shape[2]],
      });
    const operands = inputs.map((input) => (input === wide.row ? repeated(input) : this.reshape(input, wide.shape)));
    return this.reshape(this.node(operator, operands, { kind: result.kind, shape: wide.shape }), result.shape);
  }

  /** The smallest value that broadcasts to `value`. */
  core(value: Value): Value {
    const number = uniform(value);
    if (number !== undefined) return this.constant(number, { kind: value.kind });
    return madeBy(value, 'Expand')?.inputs[0] ?? value;
  }

  /** Broadcasts to `shape`; the work is only done where an operator needs it. */
  expand(value: Value, shape: readonly number[]): Value {
    if (sameShape(value.shape, shape)) return value;
    const number = uniform(value);
    if (number !== undefined) return this.constant(number, { kind: value.kind, shape });
    return this.node('Expand', [this.core(value), this.integers(shape)], { kind: value.kind, shape });
  }

  reshape(value: Value, shape: readonly number[]): Value {
    if (sameShape(value.shape, shape)) return value;
    if (size(value.shape) !== size(shape)) throw new Error(`cannot reshape [${value.shape}] to [${shape}]`);
    if (isConstant(value) && 'constant' in value.source)
      return this.constant(value.source.constant, { kind: value.kind, shape });
    const origin = madeBy(value, 'Reshape')?.inputs[0] ?? value;
    if (sameShape(origin.shape, shape)) return origin;
    return this.node('Reshape', [origin, this.integers(shape)], { kind: value.kind, shape });
  }

  cast(value: Value, kind: Kind): Value {
    if (value.kind === kind) return value;
    const number = uniform(value);
    if (number !== undefined) {
      const cast = kind === 'bool' ? Number(number !== 0) : kind === 'float' ? number : Math.trunc(number);
      return this.constant(cast, { kind, shape: value.shape });
    }
    return this.expand(this.node('Cast', [this.core(value)], { kind, shape: this.core(value).shape }), value.shape);
  }

  #value(source: Value['source'], { kind, shape }: Result): Value {
    this.#lastId += 1;
    return { id: this.#lastId, kind, shape: [...shape], source };
  }
}

/** The shape with ones in front, up to `rank` axes. */
function padded(shape: readonly number[], rank: number): number[] {
  return [...new Array<number>(rank - shape.length).fill(1), ...shape];
}
