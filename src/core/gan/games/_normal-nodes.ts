/** Expectations under N(0, 1) as sums, exact to rounding for functions that are smooth on half a standard deviation. */
import { gaussLegendre } from '../../math/special/special.js';

const HALF_WIDTH_STDS = 13; // the density there is 1e-37, where D* may still matter
const PANELS = 32;
const NODES_PER_PANEL = 16; // exact for polynomials up to degree 31

export interface NormalNodes {
  readonly z: Float64Array;
  /** They sum to 1. */
  readonly weights: Float64Array;
}

export function normalNodes(): NormalNodes {
  const { nodes, weights } = gaussLegendre(NODES_PER_PANEL);
  const half = HALF_WIDTH_STDS / PANELS;
  const z = Float64Array.from(
    { length: PANELS * NODES_PER_PANEL },
    (_, i) => -HALF_WIDTH_STDS + half * (1 + 2 * Math.floor(i / NODES_PER_PANEL) + nodes[i % NODES_PER_PANEL]),
  );
  const density = (at: number) => Math.exp((-at * at) / 2) / Math.sqrt(2 * Math.PI);
  return { z, weights: z.map((at, i) => half * weights[i % NODES_PER_PANEL] * density(at)) };
}
