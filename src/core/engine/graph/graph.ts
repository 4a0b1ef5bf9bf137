/**
 * A computation graph under construction. Equal nodes are created once, constants are folded, and reshapes of reshapes and
 * broadcasts that the next operator performs anyway are dropped. Decision 020.
 */
import { append } from '../../math/long-lists.js';
import type { ElementType } from '../program.js';
import { biasedProduct } from './biased-product.js';
import { fold, unchanged } from './constant-folding.js';
import { simplified } from './simplify.js';
import {
  type Attributes,
  broadcastShape,
  type GraphValue,
  isConstant,
  type Kind,
  type Node,
  producedBy,
  sameShape,
  size,
  uniformNumber,
} from './value.js';
import { widened } from './wide-rows.js';

export interface Result {
  readonly kind: Kind;
  readonly shape: readonly number[];
}

export class Graph {
  /** In topological order. */
  readonly nodes: Node[] = [];
  readonly #known = new Map<string, Node>();
  readonly #constants = new Map<string, GraphValue>();
  #lastId = 0;

  constructor(readonly elementType: ElementType) {}

  input(name: string, shape: readonly number[]): GraphValue {
    return this.#value({ input: name }, { kind: 'float', shape });
  }

  /** A constant: one number for all elements, or one for each. Throws where one is NaN. */
  constant(numbers: readonly number[] | number, { shape = [], kind = 'float' }: Partial<Result> = {}): GraphValue {
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

  /** A list of integers, as ONNX takes shapes, axes and indices. */
  integers(numbers: readonly number[]): GraphValue {
    return this.constant(numbers, { kind: 'int64', shape: [numbers.length] });
  }

  /** An operator with one result. Operators outside of ONNX's own domain are named with it: `com.microsoft:FusedMatMul`. */
  node(operator: string, inputs: readonly GraphValue[], result: Result, attributes: Attributes = {}): GraphValue {
    return this.nodesOf(operator, inputs, [result], attributes)[0];
  }

  /** The result of an operator without attributes on these inputs, if it is in the graph already. */
  known(operator: string, inputs: readonly GraphValue[]): GraphValue | undefined {
    return this.nodes.findLast(
      (node) => node.operator === operator && node.inputs.every((input, i) => input === inputs[i]),
    )?.outputs[0];
  }

  nodesOf(
    operator: string,
    inputs: readonly GraphValue[],
    results: readonly Result[],
    attributes: Attributes = {},
  ): GraphValue[] {
    const key = `${operator}|${inputs.map(({ id }) => id)}|${JSON.stringify(attributes)}|${JSON.stringify(results)}`;
    const known = this.#known.get(key);
    if (known) return known.outputs;
    const node: Node = { operator, inputs, attributes, outputs: [] };
    append(
      node.outputs,
      results.map((result) => this.#value({ node }, result)),
    );
    this.nodes.push(node);
    this.#known.set(key, node);
    return node.outputs;
  }

  /** An elementwise operator, which broadcasts. `kind`: the result's, by default the first operand's. */
  elementwise(operator: string, inputs: readonly GraphValue[], kind: Kind = inputs[0].kind): GraphValue {
    const shape = broadcastShape(inputs.map((input) => input.shape));
    const numbers = inputs.map(uniformNumber);
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

  #resolve(simpler: NonNullable<ReturnType<typeof simplified>>, kind: Kind): GraphValue {
    if ('id' in simpler) return simpler;
    const [first, second] = simpler.inputs;
    return this.elementwise(simpler.operator, [this.constant(first, { kind }), second]);
  }

  #compute(operator: string, inputs: readonly GraphValue[], result: Result): GraphValue {
    const biased = biasedProduct(this, operator, inputs);
    if (biased) return biased;
    const wide = widened(inputs, result.shape);
    if (!wide) return this.node(operator, inputs, result);
    const repeated = (row: GraphValue) =>
      this.node('Tile', [row, this.integers([1, 1, wide.times])], {
        kind: row.kind,
        shape: [wide.shape[0], 1, wide.shape[2]],
      });
    const operands = inputs.map((input) => (input === wide.row ? repeated(input) : this.reshape(input, wide.shape)));
    return this.reshape(this.node(operator, operands, { kind: result.kind, shape: wide.shape }), result.shape);
  }

  /** The smallest value that broadcasts to `value`. */
  core(value: GraphValue): GraphValue {
    const number = uniformNumber(value);
    if (number !== undefined) return this.constant(number, { kind: value.kind });
    return producedBy(value, 'Expand')?.inputs[0] ?? value;
  }

  /** Broadcasts to `shape`. It is computed only where an operator needs it. */
  expand(value: GraphValue, shape: readonly number[]): GraphValue {
    if (sameShape(value.shape, shape)) return value;
    const number = uniformNumber(value);
    if (number !== undefined) return this.constant(number, { kind: value.kind, shape });
    return this.node('Expand', [this.core(value), this.integers(shape)], { kind: value.kind, shape });
  }

  reshape(value: GraphValue, shape: readonly number[]): GraphValue {
    if (sameShape(value.shape, shape)) return value;
    if (size(value.shape) !== size(shape)) throw new Error(`cannot reshape [${value.shape}] to [${shape}]`);
    if (isConstant(value) && 'constant' in value.source)
      return this.constant(value.source.constant, { kind: value.kind, shape });
    const origin = producedBy(value, 'Reshape')?.inputs[0] ?? value;
    if (sameShape(origin.shape, shape)) return origin;
    return this.node('Reshape', [origin, this.integers(shape)], { kind: value.kind, shape });
  }

  cast(value: GraphValue, kind: Kind): GraphValue {
    if (value.kind === kind) return value;
    const number = uniformNumber(value);
    if (number !== undefined) {
      const cast = kind === 'bool' ? Number(number !== 0) : kind === 'float' ? number : Math.trunc(number);
      return this.constant(cast, { kind, shape: value.shape });
    }
    return this.expand(this.node('Cast', [this.core(value)], { kind, shape: this.core(value).shape }), value.shape);
  }

  #value(source: GraphValue['source'], { kind, shape }: Result): GraphValue {
    this.#lastId += 1;
    return { id: this.#lastId, kind, shape: [...shape], source };
  }
}

/** The shape with leading ones, up to `rank` axes. */
function padded(shape: readonly number[], rank: number): number[] {
  return [...new Array<number>(rank - shape.length).fill(1), ...shape];
}
