/** Mass of q that is on no cell of the grid, as points that stand for it: what fell off, and what has no density. */
import type { Corners } from './corners.js';
import type { Grid } from './grid.js';
import type { Image } from './latent-cells.js';

/** Points that stand for mass, with their density where they have one. */
export interface Loose {
  readonly x: number[];
  readonly mass: number[];
  readonly density: number[];
}

export function loose(): Loose {
  return { x: [], mass: [], density: [] };
}

export function total({ mass }: Loose): number {
  return mass.reduce((all, part) => all + part, 0);
}

export function addCentre(
  to: Loose,
  x: Float64Array,
  { a, b, c }: Corners,
  { mass, density }: { readonly mass: number; readonly density: number },
): void {
  to.x.push((x[2 * a] + x[2 * b] + x[2 * c]) / 3, (x[2 * a + 1] + x[2 * b + 1] + x[2 * c + 1]) / 3);
  to.mass.push(mass);
  to.density.push(density);
}

/**
 * What triangles that reach out of the grid have lost is known exactly, together; where it is, by probes. Where they
 * could not have lost as much, it is an error and not added, so that the mass is found wanting.
 */
export function shareOut(lost: number, outside: Loose, off: Loose): void {
  const all = total(outside);
  if (!(lost < 1e3 * all)) return;
  outside.mass.forEach((mass, i) => {
    off.x.push(outside.x[2 * i], outside.x[2 * i + 1]);
    off.mass.push((mass / all) * lost);
    off.density.push(outside.density[i]);
  });
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
export function partsOutside({ x, corners, masses }: Image, grid: Grid, triangles: readonly number[]): Loose {
  const found = loose();
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
