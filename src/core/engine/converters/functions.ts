/** Elementwise kernels of transcendental functions. */
import type { Graph } from '../graph/graph.js';
import type { GraphValue } from '../graph/value.js';
import type { Converters } from './converter.js';
import { erfGraph } from './erf.js';
import { add, div, mul, number, perRun, relation, sub, unary, where } from './operators.js';

const SELU = { alpha: 1.6732632423543772, scale: 1.0507009873554805 }; // arXiv:1706.02515

export const functionConverters: Converters = {
  Exp: (g, { x }) => exp(g, x),
  Expm1: (g, { x }) => expm1(g, x),
  Log: (g, { x }) => log(g, x),
  Log1p: (g, { x }) => log1p(g, x),
  Sigmoid: (g, { x }) => sigmoid(g, x),
  Softplus: (g, { x }) => add(g, relu(g, x), log1p(g, exp(g, unary(g, 'Neg', unary(g, 'Abs', x))))),
  Tanh: (g, { x }) => tanh(g, x),
  Sin: (g, { x }) => perRun(g, 'Sin', [x]),
  Cos: (g, { x }) => perRun(g, 'Cos', [x]),
  Erf: (g, { x }) => erfGraph(g, x),

  Relu: (g, { x }) => relu(g, x),
  Relu6: (g, { x }) => g.elementwise('Min', [relu(g, x), number(g, 6, x)]),
  LeakyRelu: (g, { x }, { alpha }: { alpha: number }) => slopeBelowZero(g, x, number(g, alpha, x)),
  Prelu: (g, { x, alpha }) => slopeBelowZero(g, x, alpha),
  Elu: (g, { x }) => elu(g, x),
  Selu: (g, { x }) =>
    mul(g, add(g, relu(g, x), mul(g, expm1(g, belowZero(g, x)), g.constant(SELU.alpha))), g.constant(SELU.scale)),
};

const relu = (g: Graph, x: GraphValue) => unary(g, 'Relu', x);
const belowZero = (g: Graph, x: GraphValue) => g.elementwise('Min', [x, number(g, 0, x)]);
const exp = (g: Graph, x: GraphValue) => perRun(g, 'Exp', [x]);
// In float32 ONNX Runtime has a kernel that rounds every element alike.
const tanh = (g: Graph, x: GraphValue) => (g.elementType === 'float32' ? unary(g, 'Tanh', x) : perRun(g, 'Tanh', [x]));
const log = (g: Graph, x: GraphValue) => perRun(g, 'Log', [x]);

/** 1 / (1 + e^-x), which keeps its digits where ONNX Runtime's own Sigmoid loses them (float32: 0 from x = -18 down). */
function sigmoid(g: Graph, x: GraphValue): GraphValue {
  const one = number(g, 1, x);
  return div(g, one, add(g, one, exp(g, unary(g, 'Neg', x))));
}

function slopeBelowZero(g: Graph, x: GraphValue, slope: GraphValue): GraphValue {
  return where(g, relation(g, 'Less', x, number(g, 0, x)), mul(g, x, slope), x);
}

function elu(g: Graph, x: GraphValue): GraphValue {
  return add(g, relu(g, x), expm1(g, belowZero(g, x)));
}

/** tanh(x/2) (e^x + 1), which keeps its digits near zero. */
function expm1(g: Graph, x: GraphValue): GraphValue {
  return mul(g, tanh(g, mul(g, x, number(g, 0.5, x))), add(g, exp(g, x), number(g, 1, x)));
}

/** x log(u) / (u - 1) with u = 1 + x, in which the rounding of u cancels. Kahan, as in HP-15C. */
function log1p(g: Graph, x: GraphValue): GraphValue {
  const one = number(g, 1, x);
  const u = add(g, one, x);
  const lost = relation(g, 'Equal', u, one);
  const scaled = div(g, mul(g, x, log(g, u)), where(g, lost, one, sub(g, u, one)));
  return where(g, lost, x, scaled);
}
