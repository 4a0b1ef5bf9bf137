/** Optimal transport on a line between distributions with known distribution functions, by their quantiles. */
import { power } from '../special/power.js';
import { gaussLegendre } from '../special/special.js';

/** P(X <= x) at ascending x. */
export type Cdf = (x: Float64Array) => Float64Array;

export interface DistributionPair {
  readonly p: Cdf;
  readonly q: Cdf;
  /** Ascending points between which both distribution functions are smooth. Nearly all mass lies between the outermost. */
  readonly edges: Float64Array;
}

const rule = gaussLegendre(6);
const BISECTIONS = 52; // of the range, down to rounding

/** The integral over u in (0, 1) of |Q_p(u) - Q_q(u)|^order, by Gauss-Legendre between the levels of all edges. */
export function quantileCost({ p, q, edges }: DistributionPair, order: number): number {
  const levels = Float64Array.from(new Set([0, ...p(edges), ...q(edges), 1])).sort();
  const u = new Float64Array((levels.length - 1) * rule.nodes.length);
  const weights = new Float64Array(u.length);
  for (let at = 0; at < u.length; at++) {
    const [interval, node] = [Math.floor(at / rule.nodes.length), at % rule.nodes.length];
    const half = (levels[interval + 1] - levels[interval]) / 2;
    u[at] = levels[interval] + half * (1 + rule.nodes[node]);
    weights[at] = half * rule.weights[node];
  }
  const [x, y] = [quantiles(p, u, edges), quantiles(q, u, edges)];
  return weights.reduce((sum, weight, at) => sum + weight * power(Math.abs(x[at] - y[at]), order), 0);
}

/** Quantiles by bisection, for all levels at once: ascending levels have ascending quantiles and midpoints. */
function quantiles(cdf: Cdf, u: Float64Array, edges: Float64Array): Float64Array {
  const low = new Float64Array(u.length).fill(edges[0]);
  const high = new Float64Array(u.length).fill(edges[edges.length - 1]);
  for (let step = 0; step < BISECTIONS; step++) {
    const middle = low.map((from, i) => from + (high[i] - from) / 2);
    cdf(middle).forEach((reached, i) => {
      if (reached < u[i]) low[i] = middle[i];
      else high[i] = middle[i];
    });
  }
  return high;
}
