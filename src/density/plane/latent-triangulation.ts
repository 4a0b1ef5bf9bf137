/** The latent plane triangulated: rectangular cells of known mass, each cut into two triangles. */
import type { LatentDistribution } from '../../core/gan/latents/_latent.js';

export interface LatentTriangulation {
  /** Vertices, rows of (z1, z2), line by line. */
  readonly z: Float64Array;
  /** Three vertices a triangle: the right angle first, then the one that differs in z1, then the one that differs in z2. */
  readonly vertices: Int32Array;
  /** Latent mass of each triangle. They sum to one. */
  readonly masses: Float64Array;
  /** Every edge once, as four numbers: its two vertices, the triangle on its left and the one on its right; -1 for none. */
  readonly edges: Int32Array;
}

/** A triangle, as three rows of a list of points. */
export interface Vertices {
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/** A triangulation with G's values at its vertices, rows of two. */
export interface MappedTriangulation extends LatentTriangulation {
  readonly x: Float64Array;
}

/** Mass at which an unbounded coordinate is truncated on either side; the mass beyond is added to the outermost cells. */
export const LATENT_TAIL_MASS = 1e-10;

const made = new WeakMap<LatentDistribution, Map<number, LatentTriangulation>>();

/**
 * The triangulation of n x n cells; made once a latent and n. Borders are at the quantiles u(i / n) of each coordinate, with
 * u(t) = t^3 (10 - 15 t + 6 t^2): cells of nearly equal mass about the median, and narrower ones towards the tails, where cells of
 * equal mass would be too wide for a linear G.
 */
export function latentTriangulation(latent: LatentDistribution, n: number): LatentTriangulation {
  const sizes = made.get(latent) ?? new Map<number, LatentTriangulation>();
  made.set(latent, sizes);
  const cells = sizes.get(n) ?? makeTriangulation(latent, n);
  sizes.set(n, cells);
  return cells;
}

function makeTriangulation(latent: LatentDistribution, n: number): LatentTriangulation {
  const reached = Array.from({ length: n + 1 }, (_, i) => smooth(i / n));
  const edges = reached.map((mass, i) => border(latent, mass, i === 0 || i === n));
  // p_z at a third and at two thirds of each interval: the triangles' centroids lie there.
  const at = (share: number) =>
    Array.from({ length: n }, (_, i) => latent.density(edges[i] + share * (edges[i + 1] - edges[i])));
  const [near, far] = [at(1 / 3), at(2 / 3)];
  const vertex = (i: number, j: number) => j * (n + 1) + i;
  const vertices = new Int32Array(6 * n * n);
  const masses = new Float64Array(2 * n * n);
  for (let j = 0; j < n; j++) {
    for (let i = 0; i < n; i++) {
      // Diagonals alternate, so that no direction is preferred. One goes down to the right where the first triangle has its right
      // angle at the left.
      const isDown = goesDown(i, j);
      const [a, b] = isDown ? [i, i + 1] : [i + 1, i];
      const first = (isDown ? near[i] : far[i]) * near[j];
      const second = (isDown ? far[i] : near[i]) * far[j];
      const share = first + second > 0 ? first / (first + second) : 0.5;
      const mass = (reached[i + 1] - reached[i]) * (reached[j + 1] - reached[j]);
      const triangle = 2 * (j * n + i);
      vertices.set([vertex(a, j), vertex(b, j), vertex(a, j + 1)], 3 * triangle);
      vertices.set([vertex(b, j + 1), vertex(a, j + 1), vertex(b, j)], 3 * triangle + 3);
      masses.set([mass * share, mass * (1 - share)], triangle);
    }
  }
  const z = new Float64Array(2 * (n + 1) ** 2);
  for (let j = 0; j <= n; j++) for (let i = 0; i <= n; i++) z.set([edges[i], edges[j]], 2 * vertex(i, j));
  return { z, vertices: vertices, masses, edges: edgesOf(n) };
}

function goesDown(i: number, j: number): boolean {
  return (i + j) % 2 === 1;
}

function edgesOf(n: number): Int32Array {
  const vertex = (i: number, j: number) => j * (n + 1) + i;
  // The lower triangle of a cell is its first, the upper its second.
  const triangle = (i: number, j: number, which: 0 | 1) =>
    i >= 0 && j >= 0 && i < n && j < n ? 2 * (j * n + i) + which : -1;
  const edges: number[] = [];
  for (let j = 0; j <= n; j++) {
    for (let i = 0; i <= n; i++) {
      if (i < n) edges.push(vertex(i, j), vertex(i + 1, j), triangle(i, j, 0), triangle(i, j - 1, 1));
      const toTheLeft = triangle(i - 1, j, goesDown(i - 1, j) ? 1 : 0);
      if (j < n) edges.push(vertex(i, j), vertex(i, j + 1), toTheLeft, triangle(i, j, goesDown(i, j) ? 0 : 1));
      if (i === n || j === n) continue;
      const [from, to] = goesDown(i, j) ? [vertex(i + 1, j), vertex(i, j + 1)] : [vertex(i + 1, j + 1), vertex(i, j)];
      edges.push(from, to, triangle(i, j, 0), triangle(i, j, 1));
    }
  }
  return Int32Array.from(edges);
}

function smooth(t: number): number {
  return t * t * t * (10 - 15 * t + 6 * t * t);
}

function border({ quantile }: LatentDistribution, mass: number, isOutermost: boolean): number {
  if (isOutermost && Number.isFinite(quantile(Math.round(mass)))) return quantile(Math.round(mass));
  return quantile(Math.min(Math.max(mass, LATENT_TAIL_MASS), 1 - LATENT_TAIL_MASS));
}

/** The vertices' rows of the triangulation of half as many cells a side, which are among those of `cells`. */
export function everyOtherVertex(x: Float64Array, cells: number): Float64Array {
  const side = cells / 2 + 1;
  return Float64Array.from({ length: 2 * side * side }, (_, k) => {
    const [row, column] = [Math.floor(k / 2 / side), Math.floor(k / 2) % side];
    return x[2 * (2 * row * (cells + 1) + 2 * column) + (k % 2)];
  });
}
