/** Serialises a graph as an ONNX model, without nodes that the outputs do not need. */
import { createRequire } from 'node:module';
import type { onnx as Onnx } from 'onnx-proto';
import type { ElementType } from '../program.js';
import type { Graph } from './graph.js';
import { type Attribute, type GraphValue, type Kind, type Node, size } from './value.js';

const OPSET = 17;
const IR_VERSION = 8;

const require = createRequire(import.meta.url);

export interface Model {
  readonly bytes: Uint8Array;
  readonly usedInputs: ReadonlySet<string>;
}

/** Prefixed, because a program may use one name for an input and an output. */
export const inputName = (name: string) => `in:${name}`;
export const outputName = (name: string) => `out:${name}`;

/** The model's bytes, and the inputs that the outputs depend on. */
export function writeModel(graph: Graph, outputs: Readonly<Record<string, GraphValue>>): Model {
  const { onnx } = require('onnx-proto') as { onnx: typeof Onnx };
  const { nodes, leaves } = needed(graph, Object.values(outputs));
  const inputs = leaves.filter((leaf) => 'input' in leaf.source);
  const info = (name: string, { kind, shape }: GraphValue): Onnx.IValueInfoProto => ({
    name,
    type: {
      tensorType: {
        elemType: dataType(kind, graph.elementType),
        shape: { dim: shape.map((dimValue) => ({ dimValue })) },
      },
    },
  });
  const model: Onnx.IModelProto = {
    irVersion: IR_VERSION,
    producerName: 'helvetica',
    opsetImport: [
      { domain: '', version: OPSET },
      { domain: 'com.microsoft', version: 1 },
    ],
    graph: {
      name: 'program',
      node: [
        ...nodes.map((node) => nodeProto(node, graph.elementType)),
        ...Object.entries(outputs).map(([name, value]) => ({
          opType: 'Identity',
          input: [nameOf(value)],
          output: [outputName(name)],
        })),
      ],
      initializer: leaves.flatMap((leaf) => ('constant' in leaf.source ? [initializer(leaf, graph.elementType)] : [])),
      input: inputs.map((input) => info(nameOf(input), input)),
      output: Object.entries(outputs).map(([name, value]) => info(outputName(name), value)),
    },
  };
  return {
    bytes: onnx.ModelProto.encode(model).finish(),
    usedInputs: new Set(inputs.map(({ source }) => ('input' in source ? source.input : ''))),
  };
}

function needed(graph: Graph, outputs: readonly GraphValue[]) {
  const values = new Set(outputs);
  const nodes: Node[] = [];
  for (const node of graph.nodes.toReversed()) {
    if (!node.outputs.some((output) => values.has(output))) continue;
    nodes.push(node);
    for (const input of node.inputs) values.add(input);
  }
  return { nodes: nodes.reverse(), leaves: [...values].filter(({ source }) => !('node' in source)) };
}

function nameOf(value: GraphValue): string {
  return 'input' in value.source ? inputName(value.source.input) : `v${value.id}`;
}

function nodeProto({ operator, inputs, outputs, attributes }: Node, elementType: ElementType): Onnx.INodeProto {
  const [opType, domain = ''] = operator.split(':').reverse();
  const all = opType === 'Cast' ? { to: dataType(outputs[0].kind, elementType) } : attributes;
  return {
    opType,
    domain,
    input: inputs.map(nameOf),
    output: outputs.map(nameOf),
    attribute: Object.entries(all).map(([name, value]) => attributeProto(name, value)),
  };
}

function attributeProto(name: string, value: Attribute): Onnx.IAttributeProto {
  // The numbers are ONNX's AttributeType: FLOAT 1, INT 2, STRING 3, INTS 7.
  if (typeof value === 'number') return { name, type: 2, i: value };
  if (typeof value === 'string') return { name, type: 3, s: Buffer.from(value) };
  if ('float' in value) return { name, type: 1, f: value.float };
  return { name, type: 7, ints: [...value] };
}

function initializer(value: GraphValue, elementType: ElementType): Onnx.ITensorProto {
  if (!('constant' in value.source)) throw new Error('only constants have initializers');
  const numbers = value.source.constant;
  const length = size(value.shape);
  const all = numbers.length === length ? numbers : new Array<number>(length).fill(numbers[0]);
  const array = typed(value.kind, elementType, all);
  return {
    name: nameOf(value),
    dims: [...value.shape],
    dataType: dataType(value.kind, elementType),
    rawData: new Uint8Array(array.buffer),
  };
}

function typed(kind: Kind, elementType: ElementType, numbers: readonly number[]) {
  if (kind === 'int64') return BigInt64Array.from(numbers, BigInt);
  if (kind === 'int32') return Int32Array.from(numbers);
  if (kind === 'bool') return Uint8Array.from(numbers);
  return elementType === 'float64' ? Float64Array.from(numbers) : Float32Array.from(numbers);
}

/** ONNX's TensorProto.DataType. */
function dataType(kind: Kind, elementType: ElementType): number {
  if (kind === 'float') return elementType === 'float64' ? 11 : 1;
  return { int32: 6, int64: 7, bool: 9 }[kind];
}
