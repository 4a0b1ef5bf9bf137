/** p_g in the plane from a latent plane, free of sampling noise: triangles of z pushed through G and laid on a grid. */
import type { LatentDistribution } from '../../../core/latent.js';
import { areaMap, type Corners } from './area-map.js';
import { type Comparison, NotComparable, requireMass, sum } from './comparison.js';
import { type Grid, gridOf } from './grid.js';
import type { KnownDensity } from './known-density.js';
import { LATENT_CUT, type LatentCells, latentCells } from './latent-cells.js';
import { everyOther, refinement } from './refinement.js';

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
  /** Of the grid's cells; to be used before the next plane is laid, which reuses its memory. */
  readonly masses: Float64Array;
  readonly onGrid: number;
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
  const x = await given.generate(latentCells(latent, resolution.cells).z);
  if (!x.every(Number.isFinite)) throw new NotComparable("G's output is not finite");
  const at = { target, latent, grid };
  const made = laidOn(x, resolution.cells, at);
  const says = made.says();
  // Computed where it is read: laying half as many cells costs half as much again.
  const coarse = () => laidOn(everyOther(x, resolution.cells), resolution.cells / 2, at);
  return Object.assign(made, { says: () => (resolution.cells % 2 ? says : `${says}; ${refinement(made, coarse)}`) });
}

function laidOn(
  x: Float64Array,
  side: number,
  { target, latent, grid }: { readonly target: KnownDensity; readonly latent: LatentDistribution; readonly grid: Grid },
): Comparison {
  const cells = latentCells(latent, side);
  const unit = latent.quantile(0.75) - latent.quantile(0.25);
  const laid = lay(x, cells, grid, { unit, scale: target.scale });
  const mass = { off: total(laid.off.mass), singular: total(laid.singular.mass) };
  requireMass('q', laid.onGrid + mass.off + mass.singular, 1e-9);
  const step = grid.step.map((side) => side.toPrecision(3)).join(' x ');
  const nodes = nodesOf(target, grid, laid, logRatioWhereNone(latent));
  return Object.assign(nodes, {
    says: () =>
      [
        `p_g from ${side} x ${side} latent cells, straight in between, laid on a grid of ${grid.columns} x ${grid.rows} cells, step ${step}`,
        `latent cut at ${LATENT_CUT} a side`,
        ...(mass.singular > 0 ? [`singular mass ${mass.singular.toPrecision(3)}`] : []),
        ...(mass.off > 0 ? [`mass off the grid ${mass.off.toPrecision(3)}`] : []),
      ].join('; '),
    dim: 2,
    singular: { x: Float64Array.from(laid.singular.x), mass: Float64Array.from(laid.singular.mass) },
    samples: null,
  });
}

// The length of x, in the target's scale, that a unit of z may move it by and still be called collapsed. In the
// determinant of a matrix of rank one, rounding leaves 1e-13 |J|^2: a hundred-thousandth of what is allowed here.
const FLAT = 1e-10;
const RANK_ONE = 1e-8;

function lay(x: Float64Array, cells: LatentCells, grid: Grid, units: { unit: number; scale: number }): Laid {
  const { z, corners, masses, edges } = cells;
  const { low, step } = grid;
  const { unit, scale } = units;
  const points = new Float64Array(x.length);
  for (let i = 0; i < x.length; i += 2) {
    points[i] = (x[i] - low[0]) / step[0];
    points[i + 1] = (x[i + 1] - low[1]) / step[1];
  }
  const map = areaMap(points, grid);
  const singular: Loose = { x: [], mass: [], density: [] };
  const off: Loose = { x: [], mass: [], density: [] };
  const densities = new Float64Array(masses.length);
  const partly: number[] = [];
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
    if (norm < FLAT * scale || determinant < RANK_ONE * scale * norm) {
      addCentre(singular, x, { a, b, c }, mass, Infinity);
      continue;
    }
    const area = map.meshArea({ a, b, c });
    if (area !== 0) {
      // Seen counterclockwise in z, as the edges see it.
      densities[triangle] = Math.sign(byFirst * bySecond) * (mass / area);
      if (map.reachesOut({ a, b, c })) partly.push(triangle);
      continue;
    }
    const lost = map.addSmall({ a, b, c }, mass);
    if (lost > 0) addCentre(off, x, { a, b, c }, lost, (2 * mass * Math.abs(byFirst * bySecond)) / determinant);
  }
  for (let i = 0; i < edges.length; i += 4) {
    const left = edges[i + 2] < 0 ? 0 : densities[edges[i + 2]];
    const right = edges[i + 3] < 0 ? 0 : densities[edges[i + 3]];
    if (left !== right) map.addEdge(edges[i], edges[i + 1], left - right);
  }
  const laid = map.masses();
  const onGrid = sum(laid);
  const left = 1 - onGrid - total(singular.mass) - total(off.mass);
  if (left > EMPTY) shareOut(left, partsOutside(x, cells, grid, partly), off);
  return { masses: laid, onGrid, off, singular };
}

/**
 * What triangles that reach out of the grid have lost is known exactly, together; where it is, by probes. Where they
 * could not have lost as much, it is an error and not added, so that the mass is found wanting.
 */
function shareOut(lost: number, outside: Loose, off: Loose): void {
  const all = total(outside.mass);
  if (!(lost < 1e3 * all)) return;
  outside.mass.forEach((mass, i) => {
    off.x.push(outside.x[2 * i], outside.x[2 * i + 1]);
    off.mass.push((mass / all) * lost);
    off.density.push(outside.density[i]);
  });
}

function addCentre(loose: Loose, x: Float64Array, { a, b, c }: Corners, mass: number, density: number): void {
  loose.x.push((x[2 * a] + x[2 * b] + x[2 * c]) / 3, (x[2 * a + 1] + x[2 * b + 1] + x[2 * c + 1]) / 3);
  loose.mass.push(mass);
  loose.density.push(density);
}

// Barycentric coordinates and weights: the centres of the nine triangles that thirds of the sides cut a triangle into, and
// the corners, one of which is outside in any case.
const PROBES = [
  ...[
    [7, 1, 1],
    [1, 7, 1],
    [1, 1, 7],
    [4, 4, 1],
    [4, 1, 4],
    [1, 4, 4],
    [5, 2, 2],
    [2, 5, 2],
    [2, 2, 5],
  ].map(([a, b, c]) => [a / 9, b / 9, c / 9, 1 / 9]),
  [1, 0, 0, 1e-3],
  [0, 1, 0, 1e-3],
  [0, 0, 1, 1e-3],
];

/** Parts off the grid of triangles that reach out of it, roughly. */
function partsOutside(x: Float64Array, cells: LatentCells, grid: Grid, triangles: readonly number[]): Loose {
  const { corners, masses } = cells;
  const found: Loose = { x: [], mass: [], density: [] };
  const point = new Float64Array(2);
  for (const triangle of triangles) {
    const [a, b, c] = corners.subarray(3 * triangle, 3 * triangle + 3);
    const area = Math.abs(
      (x[2 * b] - x[2 * a]) * (x[2 * c + 1] - x[2 * a + 1]) - (x[2 * c] - x[2 * a]) * (x[2 * b + 1] - x[2 * a + 1]),
    );
    for (const [toA, toB, toC, weight] of PROBES) {
      point[0] = toA * x[2 * a] + toB * x[2 * b] + toC * x[2 * c];
      point[1] = toA * x[2 * a + 1] + toB * x[2 * b + 1] + toC * x[2 * c + 1];
      if (grid.cellOf(point, 0) >= 0) continue;
      found.x.push(point[0], point[1]);
      found.mass.push(masses[triangle] * weight);
      found.density.push((2 * masses[triangle]) / area);
    }
  }
  return found;
}

/** Cells where either has mass, and the pieces off the grid: there p is pointwise, its mass being under 1e-9 in all. */
function nodesOf(target: KnownDensity, grid: Grid, { masses, off }: Laid, whereNone: (logP: number) => number) {
  const cells = new Int32Array(masses.length);
  let filled = 0;
  for (let cell = 0; cell < masses.length; cell++)
    if (masses[cell] > EMPTY || grid.hasMass(cell)) cells[filled++] = cell;
  const count = filled + off.mass.length;
  const p = new Float64Array(count);
  const q = new Float64Array(count);
  const logRatio = new Float64Array(count);
  for (let i = 0; i < filled; i++) {
    const cell = cells[i];
    const logP = grid.logMass(cell);
    const mass = masses[cell];
    if (grid.hasMass(cell)) p[i] = Math.exp(logP);
    if (mass > EMPTY) q[i] = mass;
    logRatio[i] = mass > EMPTY ? logP - Math.log(mass) : whereNone(logP);
  }
  q.set(off.mass, filled);
  target.logDensity(Float64Array.from(off.x)).forEach((logP, k) => {
    logRatio[filled + k] = logP - Math.log(off.density[k]);
  });
  const rows = (nodes: readonly number[]) => {
    const out = new Float64Array(2 * nodes.length);
    nodes.forEach((node, k) => {
      if (node < filled) grid.centre(cells[node], out, 2 * k);
      else out.set(off.x.slice(2 * (node - filled), 2 * (node - filled) + 2), 2 * k);
    });
    return out;
  };
  const cellSize = grid.step[0] * grid.step[1];
  return {
    get x() {
      return rows(Array.from(q.keys()));
    },
    rows,
    size: (node: number) => (node < filled ? cellSize : q[node] / off.density[node - filled]),
    p,
    q,
    logRatio,
  };
}

function total(parts: readonly number[]): number {
  return parts.reduce((all, part) => all + part, 0);
}

/**
 * log p - log q of a cell that no triangle reached. Under a bounded latent q is 0 there. An unbounded one goes on where
 * it was cut: all that is known is q < EMPTY, which bounds KL(p || q) from below.
 */
function logRatioWhereNone({ quantile }: LatentDistribution): (logP: number) => number {
  if (Number.isFinite(quantile(0)) && Number.isFinite(quantile(1))) return () => Infinity;
  return (logP) => Math.max(0, logP - Math.log(EMPTY));
}
