/**
 * The border of the region that G maps to curves or points. Triangles across it are not collapsed, and yet a part of their mass is
 * singular: left out, the singular mass of a trained G came out as 0.029 instead of 0.047.
 */
import { type CollapsedTriangles, collapse, collapsedTriangles, type RasterScales } from './collapsed-triangles.js';
import type { MappedTriangulation } from './latent-triangulation.js';
import type { TriangleSubdivision } from './triangle-subdivision.js';

const PROBE_DISTANCE = 0.01; // of the shortest edge at a vertex: nearer to it than that, few borders pass

export interface SingularRegion {
  /** 1 for each vertex inside it: G is of rank one, or constant, in all four directions around the vertex. */
  readonly isInside: Uint8Array;
  readonly isTested: Uint8Array;
}

/** What evaluates G for a target. */
export interface RegionProbe {
  readonly scales: RasterScales;
  generate(z: Float64Array): Promise<Float64Array>;
}

/**
 * The region, from the vertices of collapsed triangles on, from vertex to vertex as far as it reaches. `known`: what was found with
 * fewer vertices.
 */
export async function singularRegion(
  image: MappedTriangulation,
  { isCollapsed, count, arePoles }: CollapsedTriangles,
  probe: RegionProbe,
  known?: SingularRegion,
): Promise<SingularRegion> {
  const { x, vertices, masses } = image;
  const isInside = new Uint8Array(x.length / 2);
  const isTested = new Uint8Array(x.length / 2);
  if (count === 0 || arePoles) return { isInside, isTested };
  if (known) {
    isInside.set(known.isInside);
    isTested.set(known.isTested);
  }
  const shortest = shortestEdges(image);
  const isReached = (triangle: number) => isCollapsed[triangle] === 1 || insideCount(image, isInside, triangle) > 0;
  for (;;) {
    const reached = new Set<number>();
    for (let triangle = 0; triangle < masses.length; triangle++)
      if (masses[triangle] > 0 && isReached(triangle))
        for (const vertex of vertices.subarray(3 * triangle, 3 * triangle + 3))
          if (!isTested[vertex]) reached.add(vertex);
    if (reached.size === 0) return { isInside, isTested };
    const tested = [...reached];
    for (const vertex of tested) isTested[vertex] = 1;
    for (const vertex of await ofRankOne(tested, { ...probe, image, shortest })) isInside[vertex] = 1;
  }
}

/** How many of a triangle's vertices are inside. */
export function insideCount({ vertices }: MappedTriangulation, isInside: Uint8Array, triangle: number): number {
  const from = 3 * triangle;
  return isInside[vertices[from]] + isInside[vertices[from + 1]] + isInside[vertices[from + 2]];
}

const BORDER_ROUNDS = 2; // each halves the width of the triangles across the border
/** Evaluations of G for these triangles' midpoints. */
export const BORDER_EVALUATIONS = 4000;

/** Subdivides the triangles across the border of the singular region, and returns it. `distances`: of rows of x from the data. */
export async function refineBorder(
  subdivision: TriangleSubdivision,
  { distances, ...probe }: RegionProbe & { distances(x: Float64Array): Float64Array },
): Promise<SingularRegion> {
  let region: SingularRegion | undefined;
  let left = BORDER_EVALUATIONS;
  for (let round = 0; ; round++) {
    const leaves = subdivision.leaves();
    const collapsed = collapsedTriangles(leaves, probe.scales);
    region = await singularRegion(leaves, collapsed, probe, region);
    const { isInside } = region;
    const across = Array.from(leaves.masses.keys()).filter(
      (k) => leaves.masses[k] > 0 && !collapsed.isCollapsed[k] && insideCount(leaves, isInside, k) > 0,
    );
    if (round === BORDER_ROUNDS || across.length === 0 || 3 * across.length > left) return region;
    left -= 3 * across.length; // at most; most midpoints are shared with a neighbour
    const x = await probe.generate(subdivision.addMidpoints(across));
    subdivision.setValues(x, distances(x));
    for (const triangle of across) subdivision.subdivide(triangle);
  }
}

/** The shortest edge at each vertex, along either coordinate of the latent. */
function shortestEdges({ x, z, vertices, masses }: MappedTriangulation): Float64Array {
  const shortest = new Float64Array(x.length / 2).fill(Infinity);
  for (let triangle = 0; triangle < masses.length; triangle++) {
    if (!(masses[triangle] > 0)) continue;
    const [a, b, c] = vertices.subarray(3 * triangle, 3 * triangle + 3);
    const side = Math.min(Math.abs(z[2 * b] - z[2 * a]), Math.abs(z[2 * c + 1] - z[2 * a + 1]));
    for (const vertex of [a, b, c]) shortest[vertex] = Math.min(shortest[vertex], side);
  }
  return shortest;
}

/** Those of the vertices around which G is of rank one, or constant. */
async function ofRankOne(
  tested: readonly number[],
  of: RegionProbe & { readonly image: MappedTriangulation; readonly shortest: Float64Array },
): Promise<readonly number[]> {
  const { image, shortest, scales } = of;
  const { x, z } = image;
  const probes = new Float64Array(8 * tested.length);
  tested.forEach((vertex, k) => {
    const step = PROBE_DISTANCE * shortest[vertex];
    DIRECTIONS.forEach(([byFirst, bySecond], i) => {
      probes.set([z[2 * vertex] + step * byFirst, z[2 * vertex + 1] + step * bySecond], 8 * k + 2 * i);
    });
  });
  const found = await of.generate(probes);
  return tested.filter((vertex, k) => {
    const slope = scales.latentScale / (PROBE_DISTANCE * shortest[vertex]);
    const columns = DIRECTIONS.map((_, i) => ({
      x: (found[8 * k + 2 * i] - x[2 * vertex]) * slope,
      y: (found[8 * k + 2 * i + 1] - x[2 * vertex + 1]) * slope,
    }));
    return columns.every((u, i) => {
      const v = columns[(i + 1) % columns.length];
      return collapse({ ux: u.x, uy: u.y, vx: v.x, vy: v.y }, scales.targetScale) === 2;
    });
  });
}

const DIRECTIONS = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
];

/** A part of a triangle, with the barycentric coordinates of its centroid: those of its vertices inside, and of the others. */
export interface SingularPart {
  readonly share: number;
  readonly inside: number;
  readonly outside: number;
  /** Standard deviation of the share. */
  readonly error: number;
}

/**
 * The singular part of a triangle that is not collapsed, by how many of its vertices are inside. A straight border that cuts a corner
 * off at u and v of its two sides leaves u v of the area there: 1/4 on average, with a variance of 1/9 - 1/16. With three vertices
 * inside the image lies on a curve that bends.
 */
export const SINGULAR_PARTS: readonly SingularPart[] = [
  { share: 0, inside: 0, outside: 1 / 3, error: 0 },
  { share: 1 / 4, inside: 2 / 3, outside: 1 / 6, error: Math.sqrt(7) / 12 },
  { share: 3 / 4, inside: 7 / 18, outside: 2 / 9, error: Math.sqrt(7) / 12 },
  { share: 1, inside: 1 / 3, outside: 0, error: 0 },
];
