/** Cell masses of any density: Gauss-Legendre within the cell, in logarithms. */
import { gaussLegendre } from '../../../core/math/special.js';
import type { CellMasses, Geometry } from './geometry.js';
import type { KnownDensity } from './known-density.js';

const NODES = 4; // a coordinate and standard deviation: exact to 1e-9 for a Gaussian
const NEGLIGIBLE = Math.log(1e-22);

export function cellQuadrature(target: KnownDensity, { dim, low, step, columns, rows }: Geometry): CellMasses {
  const corner = (cell: number) =>
    [cell % columns, Math.floor(cell / columns)].slice(0, dim).map((k, i) => low[i] + k * step[i]);
  const { offsets, logWeights } = productRule(step.map((side) => ({ side, scale: target.scale })));
  const logVolume = step.reduce((sum, side) => sum + Math.log(side), 0);
  return {
    logMass(cell) {
      const edge = corner(cell);
      const logs = target.logDensity(Float64Array.from(offsets, (offset, i) => edge[i % dim] + offset));
      const largest = logs.reduce((max, value, k) => Math.max(max, value + logWeights[k]), -Infinity);
      if (largest === -Infinity) return largest;
      return largest + Math.log(logs.reduce((sum, value, k) => sum + Math.exp(value + logWeights[k] - largest), 0));
    },
    *candidates() {
      const centres = new Float64Array(columns * rows * dim);
      for (let cell = 0; cell < columns * rows; cell++)
        centres.set(
          corner(cell).map((edge, i) => edge + step[i] / 2),
          cell * dim,
        );
      for (const [cell, value] of target.logDensity(centres).entries()) if (value + logVolume > NEGLIGIBLE) yield cell;
    },
  };
}

/** Nodes of the product rule, rows of one number a side, relative to a cell's corner. */
function productRule(sides: readonly { readonly side: number; readonly scale: number }[]) {
  let nodes: { readonly at: readonly number[]; readonly logWeight: number }[] = [{ at: [], logWeight: 0 }];
  for (const { side, scale } of sides) {
    const rule = gaussLegendre(Math.max(NODES, Math.ceil((NODES * side) / scale)));
    nodes = nodes.flatMap(({ at, logWeight }) =>
      Array.from(rule.nodes, (node, k) => ({
        at: [...at, (side * (1 + node)) / 2],
        logWeight: logWeight + Math.log((rule.weights[k] * side) / 2),
      })),
    );
  }
  return {
    offsets: Float64Array.from(nodes.flatMap(({ at }) => at)),
    logWeights: Float64Array.from(nodes, ({ logWeight }) => logWeight),
  };
}
