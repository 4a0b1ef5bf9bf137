/** Constant folding: elementwise operators on numbers that are known when the graph is built. */
import { power } from '../../math/special/power.js';

const OPERATORS: Readonly<Record<string, (...x: number[]) => number>> = {
  Add: (a, b) => a + b,
  Sub: (a, b) => a - b,
  Mul: (a, b) => a * b,
  Div: (a, b) => a / b,
  Max: (a, b) => Math.max(a, b),
  Min: (a, b) => Math.min(a, b),
  Pow: power,
  Neg: (x) => -x,
  Abs: (x) => Math.abs(x),
  Sqrt: (x) => Math.sqrt(x),
  Reciprocal: (x) => 1 / x,
  Exp: (x) => Math.exp(x),
  Log: (x) => Math.log(x),
  Greater: (a, b) => Number(a > b),
  GreaterOrEqual: (a, b) => Number(a >= b),
  Less: (a, b) => Number(a < b),
  LessOrEqual: (a, b) => Number(a <= b),
  Equal: (a, b) => Number(a === b),
  And: (a, b) => Number(a !== 0 && b !== 0),
  Or: (a, b) => Number(a !== 0 || b !== 0),
  Not: (x) => Number(x === 0),
};

/** The operator's result on numbers; undefined for an operator that is not folded. */
export function fold(operator: string, numbers: readonly number[]): number | undefined {
  return OPERATORS[operator]?.(...numbers);
}

/** Index of the operand that an operator returns unchanged, such as 0 for `x + 0`; undefined where there is none. */
export function unchanged(operator: string, numbers: readonly (number | undefined)[]): 0 | 1 | undefined {
  const [a, b] = numbers;
  if ((operator === 'Add' && a === 0) || (operator === 'Mul' && a === 1)) return 1;
  if (
    ((operator === 'Add' || operator === 'Sub') && b === 0) ||
    ((operator === 'Mul' || operator === 'Div') && b === 1)
  )
    return 0;
  return undefined;
}
