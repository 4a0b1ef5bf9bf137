/**
 * A matrix product plus a bias, in one operator. Only where it rounds as the two do: ONNX Runtime adds the bias to the first block of
 * each sum, and sums longer than a block have several. Only for one run: the operator takes two axes. Decision 024.
 */
import type { ElementType } from '../program.js';
import { type GraphValue, isFixed, producedBy, sameShape } from './value.js';

const MAX_BLOCK = 128; // products that ONNX Runtime sums before it adds them to what it has

/** The part of a graph that the product is written by. */
interface Writer {
  readonly elementType: ElementType;
  node(operator: string, inputs: readonly GraphValue[], result: Pick<GraphValue, 'kind' | 'shape'>): GraphValue;
  reshape(value: GraphValue, shape: readonly number[]): GraphValue;
}

/** The sum of a product and a row, as one operator; undefined where it would not have the same bits. */
export function biasedProduct(g: Writer, operator: string, inputs: readonly GraphValue[]): GraphValue | undefined {
  if (operator !== 'Add' || g.elementType !== 'float32') return undefined;
  const product = inputs.find((input) => producedBy(input, 'MatMul'));
  const bias = inputs.find((input) => input !== product);
  if (!product || !bias || product.shape.length !== 3) return undefined;
  const [runs, rows, columns] = product.shape;
  const [left, right] = producedBy(product, 'MatMul')!.inputs;
  const length = left.shape[2];
  // With one row it starts from the bias.
  if (runs !== 1 || rows === 1 || length > MAX_BLOCK) return undefined;
  // A constant matrix is packed in advance, and summed in another order.
  if (isFixed(right) || isScaled(left) || isScaled(right)) return undefined;
  if (!sameShape(bias.shape, [1, 1, columns])) return undefined;
  const matrices = [
    g.reshape(left, [rows, length]),
    g.reshape(right, [length, columns]),
    g.reshape(bias, [1, columns]),
  ];
  return g.reshape(g.node('Gemm', matrices, { kind: product.kind, shape: [rows, columns] }), product.shape);
}

/** Whether a value is a constant times something: ONNX Runtime moves such factors behind a product of three axes. */
function isScaled(value: GraphValue): boolean {
  const scaled = producedBy(value, 'Mul') ?? producedBy(value, 'Div');
  return scaled?.inputs.some(isFixed) ?? false;
}
