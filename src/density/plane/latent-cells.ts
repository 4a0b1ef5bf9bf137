/** The latent plane cut into rectangles of known mass, and these into triangles: what is pushed through G. */
import type { LatentDistribution } from '../../core/gan/latents/_latent.js';

export interface LatentCells {
  /** Corners, rows of (z1, z2), line by line. */
  readonly z: Float64Array;
  /** Three indices of corners a triangle: the right angle first, then the one that differs in z1, then in z2. */
  readonly corners: Int32Array;
  /** One a triangle. They sum to one. */
  readonly masses: Float64Array;
  /** Every edge once, four numbers: its two corners, the triangle on its left, the one on its right; -1 for none. */
  readonly edges: Int32Array;
}

/** A cut of the plane with G at its corners, rows of two. */
export interface Image extends LatentCells {
  readonly x: Float64Array;
}

/** Mass at which unbounded latents are cut in each direction; what lies beyond counts as the border cells'. */
export const LATENT_CUT = 1e-10;

const made = new WeakMap<LatentDistribution, Map<number, LatentCells>>();

/**
 * Borders at masses u(i / n) of each coordinate, with u = t^3 (10 - 15 t + 6 t^2): of nearly equal mass about the
 * median, narrower towards the tails, where cells of equal mass would be too wide for straight lines.
 */
export function latentCells(latent: LatentDistribution, n: number): LatentCells {
  const sizes = made.get(latent) ?? new Map<number, LatentCells>();
  made.set(latent, sizes);
  const cells = sizes.get(n) ?? makeCells(latent, n);
  sizes.set(n, cells);
  return cells;
}

function makeCells(latent: LatentDistribution, n: number): LatentCells {
  const reached = Array.from({ length: n + 1 }, (_, i) => smooth(i / n));
  const edges = reached.map((mass, i) => border(latent, mass, i === 0 || i === n));
  // p_z at a third and at two thirds of each interval: the triangles' centres lie there.
  const at = (share: number) =>
    Array.from({ length: n }, (_, i) => latent.density(edges[i] + share * (edges[i + 1] - edges[i])));
  const [near, far] = [at(1 / 3), at(2 / 3)];
  const corner = (i: number, j: number) => j * (n + 1) + i;
  const corners = new Int32Array(6 * n * n);
  const masses = new Float64Array(2 * n * n);
  for (let j = 0; j < n; j++) {
    for (let i = 0; i < n; i++) {
      // The diagonal alternates, so that no direction is preferred: it goes down to the right where the first triangle
      // has its right angle at the left.
      const isDown = goesDown(i, j);
      const [a, b] = isDown ? [i, i + 1] : [i + 1, i];
      const first = (isDown ? near[i] : far[i]) * near[j];
      const second = (isDown ? far[i] : near[i]) * far[j];
      const share = first + second > 0 ? first / (first + second) : 0.5;
      const mass = (reached[i + 1] - reached[i]) * (reached[j + 1] - reached[j]);
      const triangle = 2 * (j * n + i);
      corners.set([corner(a, j), corner(b, j), corner(a, j + 1)], 3 * triangle);
      corners.set([corner(b, j + 1), corner(a, j + 1), corner(b, j)], 3 * triangle + 3);
      masses.set([mass * share, mass * (1 - share)], triangle);
    }
  }
  const z = new Float64Array(2 * (n + 1) ** 2);
  for (let j = 0; j <= n; j++) for (let i = 0; i <= n; i++) z.set([edges[i], edges[j]], 2 * corner(i, j));
  return { z, corners, masses, edges: edgesOf(n) };
}

function goesDown(i: number, j: number): boolean {
  return (i + j) % 2 === 1;
}

function edgesOf(n: number): Int32Array {
  const corner = (i: number, j: number) => j * (n + 1) + i;
  // The lower triangle of a cell is its first, the upper its second.
  const triangle = (i: number, j: number, which: 0 | 1) =>
    i >= 0 && j >= 0 && i < n && j < n ? 2 * (j * n + i) + which : -1;
  const edges: number[] = [];
  for (let j = 0; j <= n; j++) {
    for (let i = 0; i <= n; i++) {
      if (i < n) edges.push(corner(i, j), corner(i + 1, j), triangle(i, j, 0), triangle(i, j - 1, 1));
      const toTheLeft = triangle(i - 1, j, goesDown(i - 1, j) ? 1 : 0);
      if (j < n) edges.push(corner(i, j), corner(i, j + 1), toTheLeft, triangle(i, j, goesDown(i, j) ? 0 : 1));
      if (i === n || j === n) continue;
      const [from, to] = goesDown(i, j) ? [corner(i + 1, j), corner(i, j + 1)] : [corner(i + 1, j + 1), corner(i, j)];
      edges.push(from, to, triangle(i, j, 0), triangle(i, j, 1));
    }
  }
  return Int32Array.from(edges);
}

function smooth(t: number): number {
  return t ** 3 * (10 - 15 * t + 6 * t ** 2);
}

function border({ quantile }: LatentDistribution, mass: number, isOutermost: boolean): number {
  if (isOutermost && Number.isFinite(quantile(Math.round(mass)))) return quantile(Math.round(mass));
  return quantile(Math.min(Math.max(mass, LATENT_CUT), 1 - LATENT_CUT));
}
