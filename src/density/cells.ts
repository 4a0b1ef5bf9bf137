/** Two histograms over the same cells: p and q need no estimating. */
import type { Histogram } from '../core/gan/games/_game.js';
import { type Comparison, requireMass, rowsOf, sum } from './comparison.js';

/** The nodes are the cells' numbers, from 0. */
export function ofCells({ p, q }: Histogram): Comparison {
  requireMass('q', sum(q), 1e-9);
  const x = p.map((_, cell) => cell);
  return {
    says: () => `p and q exactly, over ${p.length} cells`,
    dim: 1,
    x,
    p,
    q,
    logRatio: p.map((mass, cell) => Math.log(mass) - Math.log(q[cell])),
    rows: (nodes) => rowsOf(x, 1, nodes),
    size: () => 1,
    singular: { x: new Float64Array(0), mass: new Float64Array(0) },
    samples: null,
  };
}
