/** p_g in the plane from a latent plane, free of sampling noise: triangles of z pushed through G and laid on a grid. */
import type { LatentDistribution } from '../../../core/latent.js';
import { areaMap } from './area-map.js';
import { type Comparison, NotComparable, requireMass, sum } from './comparison.js';
import { type Grid, gridOf } from './grid.js';
import type { KnownDensity } from './known-density.js';
import { LATENT_CUT, type LatentCells, latentCells } from './latent-cells.js';

/** Cells a side of the latent plane, and the grid's steps to choose from, in the target's scale. */
export interface Resolution {
  readonly cells: number;
  readonly steps: readonly number[];
}

const USUAL: Resolution = { cells: 100, steps: [1 / 8, 1 / 4, 1 / 2] }; // 10,201 evaluations of G
const EMPTY = 1e-13; // mass of a cell that counts as none: running sums leave 1e-16 behind

/** Points that stand for mass, with their density where they have one. */
interface Loose {
  readonly x: number[];
  readonly mass: number[];
  readonly density: number[];
}

interface Laid {
  readonly masses: Float64Array;
  readonly off: Loose;
  readonly singular: Loose;
}

export async function plane(
  given: {
    readonly target: KnownDensity;
    readonly latent: LatentDistribution;
    generate(z: Float64Array): Promise<Float64Array>;
  },
  resolution = USUAL,
): Promise<Comparison> {
  const { target, latent } = given;
  const grid = gridOf(target, resolution.steps);
  const cells = latentCells(latent, resolution.cells);
  const x = await given.generate(cells.z);
  if (!x.every(Number.isFinite)) throw new NotComparable("G's output is not finite");
  const unit = latent.quantile(0.75) - latent.quantile(0.25);
  const laid = lay(x, cells, grid, { unit, scale: target.scale });
  const mass = {
    off: laid.off.mass.reduce((all, part) => all + part, 0),
    singular: laid.singular.mass.reduce((all, part) => all + part, 0),
  };
  requireMass('q', sum(laid.masses) + mass.off + mass.singular, 1e-9);
  const step = grid.step.map((side) => side.toPrecision(3)).join(' x ');
  return {
    says: () =>
      [
        `p_g from ${resolution.cells} x ${resolution.cells} latent cells laid on a grid of ${grid.columns} x ${grid.rows} cells, step ${step}: lower bounds`,
        `latent cut at ${LATENT_CUT} a side`,
        ...(mass.singular > 0 ? [`singular mass ${mass.singular.toPrecision(3)}`] : []),
        ...(mass.off > 0 ? [`mass off the grid ${mass.off.toPrecision(3)}`] : []),
      ].join('; '),
    dim: 2,
    ...nodesOf(target, grid, laid, logRatioWhereNone(latent)),
    singular: { x: Float64Array.from(laid.singular.x), mass: Float64Array.from(laid.singular.mass) },
    samples: null,
  };
}

// The length of x, in the target's scale, that a unit of z may move it by and still be called collapsed. In the
// determinant of a matrix of rank one, rounding leaves 1e-13 |J|^2: a hundred-thousandth of what is allowed here.
const FLAT = 1e-10;
const RANK_ONE = 1e-8;

function lay(x: Float64Array, cells: LatentCells, grid: Grid, units: { unit: number; scale: number }): Laid {
  const { z, corners, masses, edges } = cells;
  const { low, step } = grid;
  const { unit, scale } = units;
  const map = areaMap(
    x.map((value, i) => (value - low[i % 2]) / step[i % 2]),
    grid,
  );
  const off: Loose = { x: [], mass: [], density: [] };
  const singular: Loose = { x: [], mass: [], density: [] };
  const densities = new Float64Array(masses.length);
  for (let triangle = 0; triangle < masses.length; triangle++) {
    const mass = masses[triangle];
    const a = corners[3 * triangle];
    const b = corners[3 * triangle + 1];
    const c = corners[3 * triangle + 2];
    // The columns of G's Jacobian, over the latent's unit.
    const byFirst = unit / (z[2 * b] - z[2 * a]);
    const bySecond = unit / (z[2 * c + 1] - z[2 * a + 1]);
    const ux = (x[2 * b] - x[2 * a]) * byFirst;
    const uy = (x[2 * b + 1] - x[2 * a + 1]) * byFirst;
    const vx = (x[2 * c] - x[2 * a]) * bySecond;
    const vy = (x[2 * c + 1] - x[2 * a + 1]) * bySecond;
    const norm = Math.sqrt(ux * ux + uy * uy + vx * vx + vy * vy);
    const determinant = Math.abs(ux * vy - vx * uy);
    const isSingular = norm < FLAT * scale || determinant < RANK_ONE * scale * norm;
    if (!isSingular) {
      const area = map.meshArea({ a, b, c });
      // Seen counterclockwise in z, as the edges see it.
      densities[triangle] = area === 0 ? 0 : Math.sign(byFirst * bySecond) * (mass / area);
      if (area !== 0) continue;
    }
    const lost = isSingular ? mass : map.add({ a, b, c }, mass);
    if (lost <= EMPTY && !isSingular) continue;
    const loose = isSingular ? singular : off;
    loose.x.push((x[2 * a] + x[2 * b] + x[2 * c]) / 3, (x[2 * a + 1] + x[2 * b + 1] + x[2 * c + 1]) / 3);
    loose.mass.push(lost);
    loose.density.push((2 * mass * Math.abs(byFirst * bySecond)) / determinant);
  }
  for (let i = 0; i < edges.length; i += 4) {
    const left = edges[i + 2] < 0 ? 0 : densities[edges[i + 2]];
    const right = edges[i + 3] < 0 ? 0 : densities[edges[i + 3]];
    if (left !== right) map.addEdge(edges[i], edges[i + 1], left - right);
  }
  return { masses: map.masses(), off, singular };
}

/** Cells where either has mass, and the pieces off the grid: there p is pointwise, its mass being under 1e-9 in all. */
function nodesOf(target: KnownDensity, grid: Grid, { masses, off }: Laid, whereNone: (logP: number) => number) {
  const cells = new Int32Array(masses.length);
  let filled = 0;
  for (let cell = 0; cell < masses.length; cell++)
    if (masses[cell] > EMPTY || grid.hasMass(cell)) cells[filled++] = cell;
  const count = filled + off.mass.length;
  const nodes = {
    x: new Float64Array(2 * count),
    p: new Float64Array(count),
    q: new Float64Array(count),
    logRatio: new Float64Array(count),
    size: new Float64Array(count).fill(grid.step[0] * grid.step[1], 0, filled),
  };
  for (let i = 0; i < filled; i++) {
    const cell = cells[i];
    const logP = grid.logMass(cell);
    grid.centre(cell, nodes.x, 2 * i);
    nodes.p[i] = grid.hasMass(cell) ? Math.exp(logP) : 0;
    nodes.q[i] = masses[cell] > EMPTY ? masses[cell] : 0;
    nodes.logRatio[i] = nodes.q[i] > 0 ? logP - Math.log(nodes.q[i]) : whereNone(logP);
  }
  nodes.x.set(off.x, 2 * filled);
  nodes.q.set(off.mass, filled);
  target.logDensity(Float64Array.from(off.x)).forEach((logP, k) => {
    nodes.logRatio[filled + k] = logP - Math.log(off.density[k]);
    nodes.size[filled + k] = off.mass[k] / off.density[k];
  });
  return nodes;
}

/**
 * log p - log q of a cell that no triangle reached. Under a bounded latent q is 0 there. An unbounded one goes on where
 * it was cut: all that is known is q < EMPTY, which bounds KL(p || q) from below.
 */
function logRatioWhereNone({ quantile }: LatentDistribution): (logP: number) => number {
  if (Number.isFinite(quantile(0)) && Number.isFinite(quantile(1))) return () => Infinity;
  return (logP) => Math.max(0, logP - Math.log(EMPTY));
}
