/** Mass of q on no cell of the grid, represented by points: off the grid, or singular. Decision 031. */

import type { Grid } from './grid.js';
import type { MappedTriangulation, Vertices } from './latent-triangulation.js';

export interface PointMasses {
  /** Rows of (x, y). */
  readonly x: number[];
  readonly mass: number[];
  /** q's density around each point; Infinity where it is singular. */
  readonly density: number[];
}

export function emptyPointMasses(): PointMasses {
  return { x: [], mass: [], density: [] };
}

export function totalMass({ mass }: PointMasses): number {
  return mass.reduce((all, part) => all + part, 0);
}

/**
 * Adds the mass of a triangle that lies off the grid: a third at the middle of each side, which integrates a quadratic log p exactly
 * (at the centroid alone, a KL of 827,000 came out as 829,400); at the centroid, where only a part of it does.
 */
export function addOffGridTriangle(
  to: PointMasses,
  x: Float64Array,
  { a, b, c }: Vertices,
  { mass, lost, density }: { readonly mass: number; readonly lost: number; readonly density: number },
): void {
  const points = lost === mass ? [midpoint(x, a, b), midpoint(x, b, c), midpoint(x, c, a)] : [centroid(x, a, b, c)];
  for (const [px, py] of points) {
    to.x.push(px, py);
    to.mass.push(lost / points.length);
    to.density.push(density);
  }
}

const midpoint = (x: Float64Array, a: number, b: number) => [
  (x[2 * a] + x[2 * b]) / 2,
  (x[2 * a + 1] + x[2 * b + 1]) / 2,
];

const centroid = (x: Float64Array, a: number, b: number, c: number) => [
  (x[2 * a] + x[2 * b] + x[2 * c]) / 3,
  (x[2 * a + 1] + x[2 * b + 1] + x[2 * c + 1]) / 3,
];

const MAX_LOST_RATIO = 1e3; // lost mass over the probes' mass

/**
 * Distributes the mass that triangles lost off the grid, which is known exactly in total, over probes of where it lies. A mass
 * that the probes cannot explain is an error: it is not added, so that the check of q's total mass fails.
 */
export function distributeLostMass(lost: number, probes: PointMasses, offGrid: PointMasses): void {
  const all = totalMass(probes);
  if (!(lost < MAX_LOST_RATIO * all)) return;
  probes.mass.forEach((mass, i) => {
    offGrid.x.push(probes.x[2 * i], probes.x[2 * i + 1]);
    offGrid.mass.push((mass / all) * lost);
    offGrid.density.push(probes.density[i]);
  });
}

// Barycentric coordinates and weights: the centroids of the nine triangles that thirds of the sides cut a triangle into, and the
// vertices, at least one of which is off the grid.
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

/** Approximate parts off the grid of the triangles that leave it. */
export function offGridProbes(
  { x, vertices, masses }: MappedTriangulation,
  grid: Grid,
  triangles: readonly number[],
): PointMasses {
  const found = emptyPointMasses();
  const point = new Float64Array(2);
  for (const triangle of triangles) {
    const [a, b, c] = vertices.subarray(3 * triangle, 3 * triangle + 3);
    const area = Math.abs(
      (x[2 * b] - x[2 * a]) * (x[2 * c + 1] - x[2 * a + 1]) - (x[2 * c] - x[2 * a]) * (x[2 * b + 1] - x[2 * a + 1]),
    );
    for (const [shareA, shareB, shareC, weight] of PROBES) {
      point[0] = shareA * x[2 * a] + shareB * x[2 * b] + shareC * x[2 * c];
      point[1] = shareA * x[2 * a + 1] + shareB * x[2 * b + 1] + shareC * x[2 * c + 1];
      if (grid.cellOf(point, 0) >= 0) continue;
      found.x.push(point[0], point[1]);
      found.mass.push(masses[triangle] * weight);
      found.density.push((2 * masses[triangle]) / area);
    }
  }
  return found;
}
