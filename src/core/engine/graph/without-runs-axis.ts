/**
 * A graph of a single run without its axis of runs: [1, rows, columns] becomes [rows, columns]. A matrix product of two axes takes its
 * bias and its rectifier along, and flat parameters become matrices in one step. Decision 024.
 */
import { Graph } from './graph.js';
import { broadcastShape, type GraphValue, isFixed, type Node, sameShape } from './value.js';

export interface GraphWithOutputs {
  readonly graph: Graph;
  readonly outputs: Readonly<Record<string, GraphValue>>;
}

/** The shape without a first axis of length one, if it has three axes. */
export function withoutRuns(shape: readonly number[]): readonly number[] {
  return shape.length === 3 && shape[0] === 1 ? shape.slice(1) : shape;
}

/** The same computation; inputs and outputs lose their first axis too. */
export function withoutRunsAxis({ graph, outputs }: GraphWithOutputs): GraphWithOutputs {
  const lowered = new Graph(graph.elementType);
  const known = new Map<GraphValue, GraphValue>();
  const valueFor = (value: GraphValue): GraphValue => {
    const done = known.get(value);
    if (done) return done;
    const shape = withoutRuns(value.shape);
    const { source, kind } = value;
    if ('node' in source) throw new Error(`${source.node.operator} is used before it is computed`);
    const leaf =
      'input' in source ? lowered.input(source.input, shape) : lowered.constant(source.constant, { kind, shape });
    known.set(value, leaf);
    return leaf;
  };
  for (const node of graph.nodes) {
    const results = lower(lowered, node, node.inputs.map(valueFor));
    for (const [i, output] of node.outputs.entries()) known.set(output, results[i]);
  }
  return {
    graph: lowered,
    outputs: Object.fromEntries(Object.entries(outputs).map(([name, value]) => [name, valueFor(value)])),
  };
}

/** The results of a node on inputs that lost their axis of runs. */
function lower(g: Graph, node: Node, inputs: readonly GraphValue[]): readonly GraphValue[] {
  const { operator, outputs } = node;
  const results = outputs.map(({ kind, shape }) => ({ kind, shape: withoutRuns(shape) }));
  const [first] = results;
  if (operator === 'Reshape') return [g.reshape(inputs[0], first.shape)];
  const attributes = attributesWithoutRuns(node);
  if (attributes) return g.nodesOf(PLAIN_PRODUCT[operator] ?? operator, inputs, results, attributes);
  if (ELEMENTWISE.has(operator) && sameShape(broadcastShape(inputs.map((input) => input.shape)), first.shape))
    return g.nodesOf(operator, inputs, results, node.attributes);
  // Any other operator gets its axis back.
  const whole = inputs.map((input, i) => g.reshape(input, node.inputs[i].shape));
  const original = outputs.map(({ kind, shape }) => ({ kind, shape }));
  return g.nodesOf(operator, whole, original, node.attributes).map((value, i) => g.reshape(value, results[i].shape));
}

// Of two axes, ONNX Runtime would merge a product with any Add that follows, which rounds otherwise where rows are long.
const PLAIN_PRODUCT: Readonly<Record<string, string>> = { MatMul: 'com.microsoft:FusedMatMul' };

/** The attributes of operators that count axes, counted without the first; undefined for others. */
function attributesWithoutRuns({ operator, inputs, outputs, attributes }: Node): Node['attributes'] | undefined {
  const ofOneRun = (value: GraphValue) => value.shape.length === 3 && value.shape[0] === 1;
  if (!ofOneRun(outputs[0])) return undefined;
  switch (operator) {
    case 'MatMul':
    case 'com.microsoft:FusedMatMul':
      // A constant matrix of two axes would be packed in advance, and then summed in another order.
      return inputs.every(ofOneRun) && !isFixed(inputs[1]) ? attributes : undefined;
    case 'Concat':
      return attributes.axis !== 0 && inputs.every(ofOneRun) ? { axis: Number(attributes.axis) - 1 } : undefined;
    case 'Split':
      return attributes.axis !== 0 && ofOneRun(inputs[0]) ? { axis: Number(attributes.axis) - 1 } : undefined;
    case 'Transpose': {
      const [first, ...rest] = attributes.perm as readonly number[];
      return first === 0 && ofOneRun(inputs[0]) ? { perm: rest.map((axis) => axis - 1) } : undefined;
    }
    default:
      return undefined;
  }
}

const ELEMENTWISE: ReadonlySet<string> = new Set([
  ...['Add', 'Sub', 'Mul', 'Div', 'Max', 'Min', 'Pow', 'Neg', 'Abs', 'Sign', 'Floor', 'Ceil', 'Round', 'Sqrt'],
  ...['Reciprocal', 'Exp', 'Log', 'Sin', 'Cos', 'Tanh', 'Erf', 'Relu', 'HardSigmoid', 'Where', 'Cast'],
  ...['Greater', 'GreaterOrEqual', 'Less', 'LessOrEqual', 'Equal', 'And', 'Or', 'Not', 'IsNaN', 'IsInf'],
]);
