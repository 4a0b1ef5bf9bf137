/** A triangulation of the latent plane with some triangles subdivided into four by their sides' midpoints, repeatedly. */
import type { LatentDistribution } from '../../core/gan/latents/_latent.js';
import type { MappedTriangulation } from './latent-triangulation.js';
import type { TriangleExtent } from './refinement-criteria.js';

const MAX_VERTICES = 2 ** 26; // two indices make one key below 2^53

// A class with plain loops: its methods stay compiled from one measurement to the next.
export class TriangleSubdivision {
  /** How many vertices were added to the base triangulation, all of them midpoints of sides. */
  addedVertices = 0;
  /** Triangles so far, those that are subdivided included. */
  triangleCount: number;
  readonly #latent: LatentDistribution;
  readonly #z: Float64Array;
  readonly #x: Float64Array;
  /** Distance of each vertex from the data, in the target's scale. */
  readonly #distances: Float64Array;
  readonly #vertices: Int32Array;
  readonly #masses: Float64Array;
  /** For each subdivided triangle, the first of its four children; 0 for the others. */
  readonly #children: Int32Array;
  readonly #edges: Int32Array;
  /** For each midpoint, where its side's halves begin in `#edges`. */
  readonly #halves: Int32Array;
  readonly #midpoints = new Map<number, number>();
  #nextVertex: number;
  #nextEdge: number;

  /** `distances`: of the base's vertices from the data. `maxAdded`: how many vertices can be added. */
  constructor(base: MappedTriangulation, distances: Float64Array, latent: LatentDistribution, maxAdded: number) {
    this.#latent = latent;
    // A side belongs to at most two triangles, so that two subdivisions need at least three vertices.
    const subdivisions = Math.ceil((2 * maxAdded) / 3);
    this.#z = copiedInto(base.z, new Float64Array(base.z.length + 2 * maxAdded));
    this.#x = copiedInto(base.x, new Float64Array(base.x.length + 2 * maxAdded));
    this.#distances = copiedInto(distances, new Float64Array(distances.length + maxAdded));
    this.#vertices = copiedInto(base.vertices, new Int32Array(base.vertices.length + 12 * subdivisions));
    this.#masses = copiedInto(base.masses, new Float64Array(base.masses.length + 4 * subdivisions));
    this.#children = new Int32Array(this.#masses.length);
    this.#edges = copiedInto(base.edges, new Int32Array(base.edges.length + 36 * subdivisions));
    this.#halves = new Int32Array(this.#distances.length);
    this.triangleCount = base.masses.length;
    this.#nextVertex = distances.length;
    this.#nextEdge = base.edges.length;
  }

  /** The latent mass of a triangle. */
  mass(triangle: number): number {
    return this.#masses[triangle];
  }

  /** Where the triangle's image lies, in the target's `scale`. */
  extentOf(triangle: number, scale: number): TriangleExtent {
    const [a, b, c] = this.#verticesOf(triangle);
    const distances = this.#distances;
    return {
      nearest: Math.min(distances[a], distances[b], distances[c]),
      farthest: Math.max(distances[a], distances[b], distances[c]),
      longestSide:
        Math.sqrt(Math.max(this.#squaredLength(a, b), this.#squaredLength(b, c), this.#squaredLength(c, a))) / scale,
    };
  }

  /** Adds the midpoints of these triangles' sides that are not vertices yet. Returns their rows of z, to be evaluated. */
  addMidpoints(triangles: readonly number[]): Float64Array {
    const from = this.#nextVertex;
    for (const triangle of triangles) {
      const [a, b, c] = this.#verticesOf(triangle);
      this.#addMidpoint(a, b);
      this.#addMidpoint(b, c);
      this.#addMidpoint(c, a);
    }
    return this.#z.slice(2 * from, 2 * this.#nextVertex);
  }

  /** Sets G's values at the vertices that were added last, and their distances from the data. */
  setValues(x: Float64Array, distances: Float64Array): void {
    const from = this.#nextVertex - distances.length;
    this.#x.set(x, 2 * from);
    this.#distances.set(distances, from);
  }

  /** The largest deviation of G from linear at the midpoints of a triangle's sides, in units of x. */
  midpointError(triangle: number): number {
    const [a, b, c] = this.#verticesOf(triangle);
    return Math.max(this.#deviationAt(a, b), this.#deviationAt(b, c), this.#deviationAt(c, a));
  }

  /** Subdivides a triangle whose midpoints have values. Its mass is split by the latent's density at the parts' centroids. Returns the first part. */
  subdivide(triangle: number): number {
    const [a, b, c] = this.#verticesOf(triangle);
    const ab = this.#midpoint(a, b);
    const bc = this.#midpoint(b, c);
    const ca = this.#midpoint(c, a);
    const first = this.triangleCount;
    this.#children[triangle] = first;
    const densities = [
      this.#addTriangle(a, ab, ca),
      this.#addTriangle(ab, b, bc),
      this.#addTriangle(ca, bc, c),
      this.#addTriangle(bc, ca, ab), // the right angle first, then the vertex that differs in z1, as everywhere
    ];
    const all = densities[0] + densities[1] + densities[2] + densities[3];
    const mass = this.#masses[triangle];
    for (let k = 0; k < 4; k++) this.#masses[first + k] = all > 0 ? (mass * densities[k]) / all : mass / 4;
    const isLeft = this.#isCounterclockwise(a, b, c);
    const middle = first + 3;
    this.#addEdge(ab, ca, first, middle, isLeft);
    this.#addEdge(bc, ab, first + 1, middle, isLeft);
    this.#addEdge(ca, bc, first + 2, middle, isLeft);
    this.#addSide(a, ab, b, first, first + 1, isLeft);
    this.#addSide(b, bc, c, first + 1, first + 2, isLeft);
    this.#addSide(c, ca, a, first + 2, first, isLeft);
    return first;
  }

  /** The triangles that are not subdivided. */
  leaves(): MappedTriangulation {
    const masses = this.#masses.slice(0, this.triangleCount);
    for (let triangle = 0; triangle < masses.length; triangle++) if (this.#children[triangle] > 0) masses[triangle] = 0;
    return this.#image(masses);
  }

  /** The same without the last subdivision everywhere: a triangle whose parts are all leaves replaces them. */
  beforeLastSubdivision(): MappedTriangulation {
    const children = this.#children;
    const { masses } = this.leaves();
    for (let triangle = 0; triangle < masses.length; triangle++) {
      const first = children[triangle];
      if (first === 0 || children[first] || children[first + 1] || children[first + 2] || children[first + 3]) continue;
      masses[triangle] = this.#masses[triangle];
      masses.fill(0, first, first + 4);
    }
    return this.#image(masses);
  }

  #image(masses: Float64Array): MappedTriangulation {
    return {
      z: this.#z.subarray(0, 2 * this.#nextVertex),
      x: this.#x.subarray(0, 2 * this.#nextVertex),
      vertices: this.#vertices.subarray(0, 3 * this.triangleCount),
      masses,
      edges: this.#edges.subarray(0, this.#nextEdge),
    };
  }

  #verticesOf(triangle: number): [a: number, b: number, c: number] {
    const vertices = this.#vertices;
    return [vertices[3 * triangle], vertices[3 * triangle + 1], vertices[3 * triangle + 2]];
  }

  #squaredLength(a: number, b: number): number {
    const x = this.#x;
    return (x[2 * a] - x[2 * b]) ** 2 + (x[2 * a + 1] - x[2 * b + 1]) ** 2;
  }

  #deviationAt(a: number, b: number): number {
    const x = this.#x;
    const m = this.#midpoint(a, b);
    const byX = x[2 * m] - (x[2 * a] + x[2 * b]) / 2;
    const byY = x[2 * m + 1] - (x[2 * a + 1] + x[2 * b + 1]) / 2;
    return Math.sqrt(byX * byX + byY * byY);
  }

  #midpoint(a: number, b: number): number {
    return this.#midpoints.get(keyOf(a, b)) as number;
  }

  #addMidpoint(a: number, b: number): void {
    const key = keyOf(a, b);
    if (this.#midpoints.has(key)) return;
    const z = this.#z;
    const at = this.#nextVertex++;
    this.addedVertices++;
    this.#midpoints.set(key, at);
    z[2 * at] = (z[2 * a] + z[2 * b]) / 2;
    z[2 * at + 1] = (z[2 * a + 1] + z[2 * b + 1]) / 2;
  }

  /** Adds a triangle. Returns the latent's density at its centroid. */
  #addTriangle(a: number, b: number, c: number): number {
    const z = this.#z;
    const vertices = this.#vertices;
    const at = 3 * this.triangleCount++;
    vertices[at] = a;
    vertices[at + 1] = b;
    vertices[at + 2] = c;
    return (
      this.#latent.density((z[2 * a] + z[2 * b] + z[2 * c]) / 3) *
      this.#latent.density((z[2 * a + 1] + z[2 * b + 1] + z[2 * c + 1]) / 3)
    );
  }

  /** Adds both halves of a side with the parts that they belong to; where the halves exist, adds these parts on their other side. */
  #addSide(from: number, middle: number, to: number, near: number, far: number, isLeft: boolean): void {
    const edges = this.#edges;
    const at = this.#halves[middle];
    if (at === 0) {
      this.#halves[middle] = this.#nextEdge;
      this.#addEdge(from, middle, near, -1, isLeft);
      this.#addEdge(middle, to, far, -1, isLeft);
    } else {
      const isSame = edges[at] === from;
      edges[edges[at + 2] < 0 ? at + 2 : at + 3] = isSame ? near : far;
      edges[edges[at + 6] < 0 ? at + 6 : at + 7] = isSame ? far : near;
    }
  }

  #addEdge(from: number, to: number, own: number, other: number, isLeft: boolean): void {
    const edges = this.#edges;
    const at = this.#nextEdge;
    edges[at] = from;
    edges[at + 1] = to;
    edges[at + 2] = isLeft ? own : other;
    edges[at + 3] = isLeft ? other : own;
    this.#nextEdge += 4;
  }

  #isCounterclockwise(a: number, b: number, c: number): boolean {
    const z = this.#z;
    return z[2 * b] > z[2 * a] === z[2 * c + 1] > z[2 * a + 1];
  }
}

function keyOf(a: number, b: number): number {
  return a < b ? a * MAX_VERTICES + b : b * MAX_VERTICES + a;
}

function copiedInto<A extends Float64Array | Int32Array>(values: A, into: A): A {
  into.set(values);
  return into;
}
