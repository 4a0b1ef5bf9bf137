/** The error function in float64, for which ONNX Runtime has no kernel. */
import { ERF_NEAR, ERFC_MIDDLE, type Rational } from '../../math/special/special.js';
import type { Graph } from '../graph/graph.js';
import type { GraphValue } from '../graph/value.js';
import { add, div, mul, number, perRun, relation, sub, unary, where } from './operators.js';

const MAX_NEAR_ARGUMENT = 0.46875; // up to which Cody's rational function near zero is used
const MAX_ARGUMENT = 6; // 1 - erf(6) is 2e-17

/** Cody 1969: a rational function near zero, 1 - e^(-x^2) times another beyond. Absolute error below 1e-15. */
export function erfGraph(g: Graph, x: GraphValue): GraphValue {
  if (g.elementType === 'float32') return unary(g, 'Erf', x);
  const y = g.elementwise('Min', [unary(g, 'Abs', x), number(g, MAX_ARGUMENT, x)]);
  const square = mul(g, y, y);
  const near = mul(g, y, ratio(g, square, ERF_NEAR));
  const tail = mul(g, perRun(g, 'Exp', [unary(g, 'Neg', square)]), ratio(g, y, ERFC_MIDDLE));
  const far = sub(g, number(g, 1, x), tail);
  const positive = where(g, relation(g, 'LessOrEqual', y, number(g, MAX_NEAR_ARGUMENT, x)), near, far);
  return where(g, relation(g, 'Less', x, number(g, 0, x)), unary(g, 'Neg', positive), positive);
}

function ratio(g: Graph, x: GraphValue, { above, below }: Rational): GraphValue {
  return div(g, polynomial(g, x, above), polynomial(g, x, below));
}

function polynomial(g: Graph, x: GraphValue, coefficients: readonly number[]): GraphValue {
  return coefficients.reduce((value, coefficient) => add(g, mul(g, value, x), g.constant(coefficient)), g.constant(0));
}
