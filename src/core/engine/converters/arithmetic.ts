/** Elementwise kernels that are exact, or rounded once. */
import type { Graph } from '../graph/graph.js';
import { broadcastShape, type GraphValue, uniformNumber } from '../graph/value.js';
import { type Converters, kindOfDtype } from './converter.js';
import { add, div, mul, number, perRun, relation, sub, unary, where } from './operators.js';

const STEP_SLOPE = { alpha: { float: 3e38 }, beta: { float: 0 } };

export const arithmeticConverters: Converters = {
  Add: (g, { a, b }) => add(g, a, b),
  AddN: (g, inputs) => Object.values(inputs).reduce((sum, x) => add(g, sum, x)),
  Sub: (g, { a, b }) => sub(g, a, b),
  Multiply: (g, { a, b }) => mul(g, a, b),
  RealDiv: (g, { a, b }) => div(g, a, b),
  FloorDiv: (g, { a, b }) => floorDiv(g, a, b),
  Mod: (g, { a, b }) => sub(g, a, mul(g, b, floorDiv(g, a, b))),
  Maximum: (g, { a, b }) => g.elementwise('Max', [a, b]),
  Minimum: (g, { a, b }) => g.elementwise('Min', [a, b]),
  SquaredDifference: (g, { a, b }) => square(g, sub(g, a, b)),
  Pow: (g, { a, b }) => power(g, a, b),
  Neg: (g, { x }) => unary(g, 'Neg', x),
  Abs: (g, { x }) => unary(g, 'Abs', x),
  Sign: (g, { x }) => unary(g, 'Sign', x),
  Floor: (g, { x }) => unary(g, 'Floor', x),
  Ceil: (g, { x }) => unary(g, 'Ceil', x),
  Round: (g, { x }) => unary(g, 'Round', x),
  Reciprocal: (g, { x }) => div(g, number(g, 1, x), x),
  Square: (g, { x }) => square(g, x),
  Sqrt: (g, { x }) => unary(g, 'Sqrt', x),
  Rsqrt: (g, { x }) => div(g, number(g, 1, x), unary(g, 'Sqrt', x)),
  ClipByValue: (g, { x }, { clipValueMin, clipValueMax }: { clipValueMin: number; clipValueMax: number }) =>
    g.elementwise('Min', [g.elementwise('Max', [x, number(g, clipValueMin, x)]), number(g, clipValueMax, x)]),
  Step: (g, { x }, { alpha }: { alpha: number }) => step(g, x, alpha),

  Greater: (g, { a, b }) => relation(g, 'Greater', a, b),
  GreaterEqual: (g, { a, b }) => relation(g, 'GreaterOrEqual', a, b),
  Less: (g, { a, b }) => relation(g, 'Less', a, b),
  LessEqual: (g, { a, b }) => relation(g, 'LessOrEqual', a, b),
  Equal: (g, { a, b }) => relation(g, 'Equal', a, b),
  NotEqual: (g, { a, b }) => unary(g, 'Not', relation(g, 'Equal', a, b)),
  LogicalAnd: (g, { a, b }) => relation(g, 'And', a, b),
  LogicalOr: (g, { a, b }) => relation(g, 'Or', a, b),
  LogicalNot: (g, { x }) => unary(g, 'Not', x),
  IsNan: (g, { x }) => g.elementwise('IsNaN', [x], 'bool'),
  IsInf: (g, { x }) => g.elementwise('IsInf', [x], 'bool'),
  IsFinite: (g, { x }) => relation(g, 'Less', unary(g, 'Abs', x), number(g, Number.POSITIVE_INFINITY, x)),
  Select: (g, { condition, t, e }) => where(g, condition, t, e),
  Cast: (g, { x }, { dtype }: { dtype: string }) => {
    const kind = kindOfDtype(dtype);
    return g.cast(x, kind);
  },
  Fill: (g, _, { shape, value, dtype }: { shape: number[]; value: number; dtype?: string }) =>
    g.constant(value, { shape, kind: kindOfDtype(dtype ?? 'float32') }),
  ZerosLike: (g, { x }) => g.constant(0, { shape: x.shape, kind: x.kind }),
  OnesLike: (g, { x }) => g.constant(1, { shape: x.shape, kind: x.kind }),
};

/** 1 where x > 0, else alpha. */
function step(g: Graph, x: GraphValue, alpha: number): GraphValue {
  // A rectifier's result is positive where its operand is; using it leaves the operand free to be overwritten.
  const operand = g.known('Relu', [x]) ?? x;
  if (g.elementType === 'float64' || alpha < 0 || alpha > 1)
    return where(g, relation(g, 'Greater', operand, number(g, 0, x)), g.constant(1), g.constant(alpha));
  // One pass: min(1, max(0, steep x)), exact but for denormal x.
  const mask = g.node('HardSigmoid', [g.core(operand)], { kind: 'float', shape: g.core(operand).shape }, STEP_SLOPE);
  const slope = alpha === 0 ? mask : g.elementwise('Max', [mask, g.constant(alpha)]);
  return g.expand(slope, x.shape);
}

function square(g: Graph, x: GraphValue): GraphValue {
  return g.elementwise('Mul', [x, x]);
}

function floorDiv(g: Graph, a: GraphValue, b: GraphValue): GraphValue {
  return unary(g, 'Floor', div(g, a, b));
}

function power(g: Graph, a: GraphValue, b: GraphValue): GraphValue {
  const exponent = uniformNumber(b);
  const shape = broadcastShape([a.shape, b.shape]);
  if (exponent === 2) return g.expand(square(g, a), shape);
  if (exponent === 3) return g.expand(mul(g, square(g, a), a), shape);
  if (exponent === 0.5) return g.expand(unary(g, 'Sqrt', a), shape);
  return perRun(g, 'Pow', [a, b]);
}
