/** Signs and constant factors are carried into the operator before, so that chains of them cost one pass. */
import { madeBy, uniform, type Value } from './value.js';

interface Call {
  readonly operator: string;
  readonly inputs: readonly [number, Value];
}

/** The same value by one operator less: a value, or a call that has a number for its first operand. */
export function simplified(operator: string, inputs: readonly Value[]): Value | Call | undefined {
  if (operator === 'Neg') {
    const negated = madeBy(inputs[0], 'Neg');
    return negated ? negated.inputs[0] : scaled(-1, inputs[0]);
  }
  if (operator !== 'Mul') return undefined;
  const [first, second] = inputs.map(uniform);
  if (first !== undefined) return scaled(first, inputs[1]);
  return second === undefined ? undefined : scaled(second, inputs[0]);
}

/** `factor` times what is itself a constant times or over something. */
function scaled(factor: number, value: Value): Call | undefined {
  const negated = madeBy(value, 'Neg');
  if (negated) return { operator: 'Mul', inputs: [-factor, negated.inputs[0]] };
  const reciprocal = madeBy(value, 'Reciprocal');
  if (reciprocal) return { operator: 'Div', inputs: [factor, reciprocal.inputs[0]] };
  for (const operator of ['Mul', 'Div']) {
    const node = madeBy(value, operator);
    if (!node) continue;
    const [a, b] = node.inputs;
    const first = uniform(a);
    if (first !== undefined) return { operator, inputs: [factor * first, b] };
    const second = uniform(b);
    if (second !== undefined && operator === 'Mul') return { operator, inputs: [factor * second, a] };
  }
  return undefined;
}
