/** Matrix products, always of rank three, so that every run takes the same path through the library. */
import type { Graph } from '../graph/graph.js';
import { type GraphValue, size } from '../graph/value.js';
import type { Converters } from './converter.js';
import { transpose } from './operators.js';

const MAX_THIN_COLUMNS = 8; // up to which a transposed product is computed the other way round

interface Transposes {
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
}

export const productConverters: Converters = {
  BatchMatMul: (g, { a, b }, transposes: Transposes) => {
    const batch = (a.shape.length > b.shape.length ? a : b).shape.slice(0, -2);
    const [rank3A, rank3B] = [a, b].map((x) => {
      const whole = g.expand(x, [...batch, ...x.shape.slice(-2)]);
      return g.reshape(whole, [size(batch), ...x.shape.slice(-2)]);
    });
    const product = matMul(g, rank3A, rank3B, transposes);
    return g.reshape(product, [...batch, ...product.shape.slice(-2)]);
  },
};

/** The product of [runs, m, k] and [runs, k, n], either one transposed first if asked. */
export function matMul(
  g: Graph,
  a: GraphValue,
  b: GraphValue,
  { transposeA = false, transposeB = false }: Transposes = {},
): GraphValue {
  const [runs, m, k] = transposeA ? [a.shape[0], a.shape[2], a.shape[1]] : a.shape;
  const [, otherK, n] = transposeB ? [b.shape[0], b.shape[2], b.shape[1]] : b.shape;
  if (k !== otherK || runs !== b.shape[0]) throw new Error(`incompatible matrices: [${a.shape}] and [${b.shape}]`);
  // A thin product of a transposed matrix is several times faster the other way round.
  if (transposeA && !transposeB && n > 1 && n <= MAX_THIN_COLUMNS && m > MAX_THIN_COLUMNS)
    return transpose(g, matMul(g, b, a, { transposeA: true }), [0, 2, 1]);
  const result = { kind: a.kind, shape: [runs, m, n] };
  // A transposed vector is the same array.
  const flipA = transposeA && m > 1 && k > 1;
  const flipB = transposeB && n > 1 && k > 1;
  const [left, right] = [
    transposeA && !flipA ? g.reshape(a, [runs, m, k]) : a,
    transposeB && !flipB ? g.reshape(b, [runs, k, n]) : b,
  ];
  if (!flipA && !flipB) return g.node('MatMul', [left, right], result);
  // The fused operator exists in float32 only.
  if (g.elementType === 'float32')
    return g.node('com.microsoft:FusedMatMul', [left, right], result, { transA: Number(flipA), transB: Number(flipB) });
  const flip = (x: GraphValue) => transpose(g, x, [0, 2, 1]);
  return g.node('MatMul', [flipA ? flip(left) : left, flipB ? flip(right) : right], result);
}
