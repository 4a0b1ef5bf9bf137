/** Triangles whose image under G is a curve or a point: q has no density on them. */
import type { MappedTriangulation } from './latent-triangulation.js';

// A triangle is collapsed to a point where a unit of z moves x by less than FLAT_SLOPE, in the target's scale, and to a curve
// where its Jacobian is nearly of rank one. In the determinant of a matrix of rank one, rounding leaves 1e-13 |J|^2: a
// hundred-thousandth of what RANK_ONE_TOLERANCE allows.
const FLAT_SLOPE = 1e-10;
const RANK_ONE_TOLERANCE = 1e-8;

// A smooth G is of rank one on no area, and yet nearly so where its units saturate: q has poles along curves there. The mass of
// a pole grows with the tolerance; that of a piecewise linear G's curve does not. As on a line (pushforward.ts). Decision 034.
const POLE_NEIGHBOURHOOD = 1e4; // times both tolerances
const MIN_POLE_MASS_RATIO = 2; // mass within the larger tolerances over mass within the smaller ones

export interface RasterScales {
  /** Interquartile range of a latent coordinate. */
  readonly latentScale: number;
  readonly targetScale: number;
  /** A piecewise linear G has curves and no poles. */
  readonly isPiecewiseLinear: boolean;
}

/** The columns of a triangle's Jacobian, per unit of the latent's scale. */
interface Columns {
  readonly ux: number;
  readonly uy: number;
  readonly vx: number;
  readonly vy: number;
}

/** 2: collapsed; 1: nearly, within POLE_NEIGHBOURHOOD times the tolerances; 0: neither. */
export function collapse({ ux, uy, vx, vy }: Columns, targetScale: number): 0 | 1 | 2 {
  const norm = Math.sqrt(ux * ux + uy * uy + vx * vx + vy * vy);
  const determinant = Math.abs(ux * vy - vx * uy);
  if (norm < FLAT_SLOPE * targetScale || determinant < RANK_ONE_TOLERANCE * targetScale * norm) return 2;
  return norm < POLE_NEIGHBOURHOOD * FLAT_SLOPE * targetScale ||
    determinant < POLE_NEIGHBOURHOOD * RANK_ONE_TOLERANCE * targetScale * norm
    ? 1
    : 0;
}

export interface CollapsedTriangles {
  /** 1 for each collapsed triangle with mass. */
  readonly isCollapsed: Uint8Array;
  readonly count: number;
  /** Whether they are poles of a smooth G, which have a density. */
  readonly arePoles: boolean;
}

export function collapsedTriangles(
  { x, z, vertices, masses }: MappedTriangulation,
  { latentScale, targetScale, isPiecewiseLinear }: RasterScales,
): CollapsedTriangles {
  const isCollapsed = new Uint8Array(masses.length);
  let [count, collapsedMass, nearMass] = [0, 0, 0];
  for (let triangle = 0; triangle < masses.length; triangle++) {
    if (!(masses[triangle] > 0)) continue;
    const a = vertices[3 * triangle];
    const b = vertices[3 * triangle + 1];
    const c = vertices[3 * triangle + 2];
    const byFirst = latentScale / (z[2 * b] - z[2 * a]);
    const bySecond = latentScale / (z[2 * c + 1] - z[2 * a + 1]);
    const columns = {
      ux: (x[2 * b] - x[2 * a]) * byFirst,
      uy: (x[2 * b + 1] - x[2 * a + 1]) * byFirst,
      vx: (x[2 * c] - x[2 * a]) * bySecond,
      vy: (x[2 * c + 1] - x[2 * a + 1]) * bySecond,
    };
    const found = collapse(columns, targetScale);
    if (found > 0) nearMass += masses[triangle];
    if (found < 2) continue;
    isCollapsed[triangle] = 1;
    collapsedMass += masses[triangle];
    count++;
  }
  return { isCollapsed, count, arePoles: !isPiecewiseLinear && nearMass > MIN_POLE_MASS_RATIO * collapsedMass };
}
