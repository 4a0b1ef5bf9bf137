/** Cell masses of any density: Gauss-Legendre within the cell, in logarithms, between the points where the density breaks. */
import { gaussLegendre } from '../../core/math/special/special.js';
import type { KnownDensity } from '../known-density.js';
import type { CellMasses, GridGeometry } from './cell-masses.js';

const NODES_PER_DEVIATION = 4; // for each coordinate: exact to 1e-9 for a Gaussian
const NEGLIGIBLE_LOG_MASS = Math.log(1e-22);
const MIN_BREAK_OFFSET = 1e-9; // of a cell's side: a break nearer to the cell's border is on the border

/** Cell masses for any target with a density. Computed on demand, cell by cell. */
export function quadratureMasses(target: KnownDensity, { dim, low, step, columns, rows }: GridGeometry): CellMasses {
  const along = [columns, rows].slice(0, dim).map((count, i) => {
    const plain = ruleWithin([0, step[i]], target.scale);
    return { plain, broken: brokenRules(target, i, { low: low[i], step: step[i], count }) };
  });
  const plain = productRule(along.map((axis) => axis.plain));
  const indices = (cell: number) => [cell % columns, Math.floor(cell / columns)].slice(0, dim);
  const isBroken = (cell: number) => indices(cell).some((k, i) => along[i].broken.has(k));
  const ruleOf = (cell: number) =>
    isBroken(cell) ? productRule(indices(cell).map((k, i) => along[i].broken.get(k) ?? along[i].plain)) : plain;
  const corner = (cell: number) => indices(cell).map((k, i) => low[i] + k * step[i]);
  const logVolume = step.reduce((sum, side) => sum + Math.log(side), 0);
  return {
    logMass(cell) {
      const edge = corner(cell);
      const { offsets, logWeights } = ruleOf(cell);
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
      // In a broken cell there may be mass although there is none at the centre.
      for (const [cell, value] of target.logDensity(centres).entries())
        if (value + logVolume > NEGLIGIBLE_LOG_MASS || isBroken(cell)) yield cell;
    },
  };
}

interface Rule {
  /** From a cell's edge. */
  readonly at: readonly number[];
  readonly weights: readonly number[];
}

/** The rules of the cells along a coordinate that contain a break, by their index. */
function brokenRules(
  { breaks, scale }: KnownDensity,
  coordinate: number,
  { low, step, count }: { readonly low: number; readonly step: number; readonly count: number },
): ReadonlyMap<number, Rule> {
  const within = new Map<number, number[]>();
  for (const point of breaks?.[coordinate] ?? []) {
    const cell = Math.floor((point - low) / step);
    const offset = point - low - cell * step;
    if (cell < 0 || cell >= count || offset < MIN_BREAK_OFFSET * step || offset > (1 - MIN_BREAK_OFFSET) * step)
      continue;
    within.set(cell, [...(within.get(cell) ?? []), offset]);
  }
  return new Map(
    [...within].map(([cell, offsets]) => [cell, ruleWithin([0, ...offsets.sort((a, b) => a - b), step], scale)]),
  );
}

/** Gauss-Legendre between each edge and the next. */
function ruleWithin(edges: readonly number[], scale: number): Rule {
  const parts = edges.slice(1).map((to, i) => {
    const [from, side] = [edges[i], to - edges[i]];
    const rule = gaussLegendre(Math.max(NODES_PER_DEVIATION, Math.ceil((NODES_PER_DEVIATION * side) / scale)));
    return {
      at: Array.from(rule.nodes, (node) => from + (side * (1 + node)) / 2),
      weights: Array.from(rule.weights, (weight) => (weight * side) / 2),
    };
  });
  return { at: parts.flatMap(({ at }) => at), weights: parts.flatMap(({ weights }) => weights) };
}

/** Nodes of the product rule, rows of one number a coordinate, relative to a cell's lower corner. */
function productRule(sides: readonly Rule[]) {
  let nodes: { readonly at: readonly number[]; readonly logWeight: number }[] = [{ at: [], logWeight: 0 }];
  for (const side of sides)
    nodes = nodes.flatMap(({ at, logWeight }) =>
      side.at.map((offset, k) => ({ at: [...at, offset], logWeight: logWeight + Math.log(side.weights[k]) })),
    );
  return {
    offsets: Float64Array.from(nodes.flatMap(({ at }) => at)),
    logWeights: Float64Array.from(nodes, ({ logWeight }) => logWeight),
  };
}
