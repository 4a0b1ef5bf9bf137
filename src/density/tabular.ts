/** Games of cells: both densities are histograms over the same cells, and nothing is estimated. */
import type { Histogram } from '../core/gan/games/_game.js';
import { type DensityComparison, requireUnitMass, selectRows, sum } from './density-comparison.js';

/** The nodes' positions are the cells' indices, from 0. */
export function compareTabular({ p, q }: Histogram): DensityComparison {
  requireUnitMass('q', sum(q), 1e-9);
  const x = p.map((_, cell) => cell);
  return {
    estimator: () => `exact: p and q over ${p.length} cells`,
    dim: 1,
    x,
    p,
    q,
    logRatio: p.map((mass, cell) => Math.log(mass) - Math.log(q[cell])),
    positions: (nodes) => selectRows(x, 1, nodes),
    cellSize: () => 1,
    singular: { x: new Float64Array(0), mass: new Float64Array(0) },
    samples: null,
  };
}
