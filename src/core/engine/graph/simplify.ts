/** Signs and constant factors are moved into the previous operator, so that a chain of them costs one pass. */
import { type GraphValue, producedBy, uniformNumber } from './value.js';

interface Call {
  readonly operator: string;
  readonly inputs: readonly [number, GraphValue];
}

/** The same value with one operator fewer: a value, or a call with a number as its first operand. */
export function simplified(operator: string, inputs: readonly GraphValue[]): GraphValue | Call | undefined {
  if (operator === 'Neg') {
    const negated = producedBy(inputs[0], 'Neg');
    return negated ? negated.inputs[0] : scaled(-1, inputs[0]);
  }
  if (operator !== 'Mul') return undefined;
  const [first, second] = inputs.map(uniformNumber);
  if (first !== undefined) return scaled(first, inputs[1]);
  return second === undefined ? undefined : scaled(second, inputs[0]);
}

/** `factor` times a value that is itself a constant times something, or a constant over something. */
function scaled(factor: number, value: GraphValue): Call | undefined {
  const negated = producedBy(value, 'Neg');
  if (negated) return { operator: 'Mul', inputs: [-factor, negated.inputs[0]] };
  const reciprocal = producedBy(value, 'Reciprocal');
  if (reciprocal) return { operator: 'Div', inputs: [factor, reciprocal.inputs[0]] };
  for (const operator of ['Mul', 'Div']) {
    const node = producedBy(value, operator);
    if (!node) continue;
    const [a, b] = node.inputs;
    const first = uniformNumber(a);
    if (first !== undefined) return { operator, inputs: [factor * first, b] };
    const second = uniformNumber(b);
    if (second !== undefined && operator === 'Mul') return { operator, inputs: [factor * second, a] };
  }
  return undefined;
}
