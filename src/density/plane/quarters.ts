/** A cut of the latent plane of which some triangles are cut in four, some of the quarters too, and so on. */
import type { LatentDistribution } from '../../core/gan/latents/_latent.js';
import type { Lie } from './bends.js';
import type { Image } from './latent-cells.js';

const MOST_CORNERS = 2 ** 26; // two of them in one number

// A class, and plain loops: its methods stay compiled from one measurement to the next.
export class Quarters {
  /** Corners that were added: the middles of sides. */
  added = 0;
  triangles: number;
  readonly #latent: LatentDistribution;
  readonly #z: Float64Array;
  readonly #x: Float64Array;
  /** Of each corner from the data, in the target's scale. */
  readonly #distances: Float64Array;
  readonly #corners: Int32Array;
  readonly #masses: Float64Array;
  /** Of a triangle that is cut, the first of its four quarters; else 0. */
  readonly #quarters: Int32Array;
  readonly #edges: Int32Array;
  /** Of a corner that is the middle of a side, where that side's halves are among the edges. */
  readonly #halves: Int32Array;
  readonly #middles = new Map<number, number>();
  #corner: number;
  #edge: number;

  /** Room for `most` corners more. */
  constructor(base: Image, distances: Float64Array, latent: LatentDistribution, most: number) {
    this.#latent = latent;
    // A side is one of two triangles at most, so that two cuts need three corners at least.
    const cuts = Math.ceil((2 * most) / 3);
    this.#z = longer(base.z, new Float64Array(base.z.length + 2 * most));
    this.#x = longer(base.x, new Float64Array(base.x.length + 2 * most));
    this.#distances = longer(distances, new Float64Array(distances.length + most));
    this.#corners = longer(base.corners, new Int32Array(base.corners.length + 12 * cuts));
    this.#masses = longer(base.masses, new Float64Array(base.masses.length + 4 * cuts));
    this.#quarters = new Int32Array(this.#masses.length);
    this.#edges = longer(base.edges, new Int32Array(base.edges.length + 36 * cuts));
    this.#halves = new Int32Array(this.#distances.length);
    this.triangles = base.masses.length;
    this.#corner = distances.length;
    this.#edge = base.edges.length;
  }

  mass(triangle: number): number {
    return this.#masses[triangle];
  }

  lie(triangle: number, scale: number): Lie {
    const [a, b, c] = this.#cornersOf(triangle);
    const distances = this.#distances;
    return {
      near: Math.min(distances[a], distances[b], distances[c]),
      far: Math.max(distances[a], distances[b], distances[c]),
      reach: Math.sqrt(Math.max(this.#squared(a, b), this.#squared(b, c), this.#squared(c, a))) / scale,
    };
  }

  /** Adds the middles of these triangles' sides that are not corners yet: rows of z, to be evaluated. */
  addMiddles(triangles: readonly number[]): Float64Array {
    const from = this.#corner;
    for (const triangle of triangles) {
      const [a, b, c] = this.#cornersOf(triangle);
      this.#addMiddle(a, b);
      this.#addMiddle(b, c);
      this.#addMiddle(c, a);
    }
    return this.#z.slice(2 * from, 2 * this.#corner);
  }

  /** What is at the corners that were added last. */
  evaluated(x: Float64Array, distances: Float64Array): void {
    const from = this.#corner - distances.length;
    this.#x.set(x, 2 * from);
    this.#distances.set(distances, from);
  }

  /** How far G is from straight at the middles of the sides, in units of x. */
  missOf(triangle: number): number {
    const [a, b, c] = this.#cornersOf(triangle);
    return Math.max(this.#missAt(a, b), this.#missAt(b, c), this.#missAt(c, a));
  }

  /** The mass goes to the quarters by the latent's density at their centres. */
  cut(triangle: number): number {
    const [a, b, c] = this.#cornersOf(triangle);
    const ab = this.#middle(a, b);
    const bc = this.#middle(b, c);
    const ca = this.#middle(c, a);
    const first = this.triangles;
    this.#quarters[triangle] = first;
    const densities = [
      this.#add(a, ab, ca),
      this.#add(ab, b, bc),
      this.#add(ca, bc, c),
      this.#add(bc, ca, ab), // right angle first, then the corner that differs in z1, as everywhere
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

  /** The triangles that are not cut. */
  leaves(): Image {
    const masses = this.#masses.slice(0, this.triangles);
    for (let triangle = 0; triangle < masses.length; triangle++) if (this.#quarters[triangle] > 0) masses[triangle] = 0;
    return this.#image(masses);
  }

  /** The same without the last cut everywhere: where no quarter is cut, the whole stands for them. */
  beforeLast(): Image {
    const quarters = this.#quarters;
    const { masses } = this.leaves();
    for (let triangle = 0; triangle < masses.length; triangle++) {
      const first = quarters[triangle];
      if (first === 0 || quarters[first] || quarters[first + 1] || quarters[first + 2] || quarters[first + 3]) continue;
      masses[triangle] = this.#masses[triangle];
      masses.fill(0, first, first + 4);
    }
    return this.#image(masses);
  }

  #image(masses: Float64Array): Image {
    return {
      z: this.#z.subarray(0, 2 * this.#corner),
      x: this.#x.subarray(0, 2 * this.#corner),
      corners: this.#corners.subarray(0, 3 * this.triangles),
      masses,
      edges: this.#edges.subarray(0, this.#edge),
    };
  }

  #cornersOf(triangle: number): [a: number, b: number, c: number] {
    const corners = this.#corners;
    return [corners[3 * triangle], corners[3 * triangle + 1], corners[3 * triangle + 2]];
  }

  #squared(a: number, b: number): number {
    const x = this.#x;
    return (x[2 * a] - x[2 * b]) ** 2 + (x[2 * a + 1] - x[2 * b + 1]) ** 2;
  }

  #missAt(a: number, b: number): number {
    const x = this.#x;
    const m = this.#middle(a, b);
    const byX = x[2 * m] - (x[2 * a] + x[2 * b]) / 2;
    const byY = x[2 * m + 1] - (x[2 * a + 1] + x[2 * b + 1]) / 2;
    return Math.sqrt(byX * byX + byY * byY);
  }

  #middle(a: number, b: number): number {
    return this.#middles.get(keyOf(a, b)) as number;
  }

  #addMiddle(a: number, b: number): void {
    const key = keyOf(a, b);
    if (this.#middles.has(key)) return;
    const z = this.#z;
    const at = this.#corner++;
    this.added++;
    this.#middles.set(key, at);
    z[2 * at] = (z[2 * a] + z[2 * b]) / 2;
    z[2 * at + 1] = (z[2 * a + 1] + z[2 * b + 1]) / 2;
  }

  /** A further triangle; gives back the latent's density at its centre. */
  #add(a: number, b: number, c: number): number {
    const z = this.#z;
    const corners = this.#corners;
    const at = 3 * this.triangles++;
    corners[at] = a;
    corners[at + 1] = b;
    corners[at + 2] = c;
    return (
      this.#latent.density((z[2 * a] + z[2 * b] + z[2 * c]) / 3) *
      this.#latent.density((z[2 * a + 1] + z[2 * b + 1] + z[2 * c + 1]) / 3)
    );
  }

  /** Both halves of a side, with the quarters that they belong to; or these quarters beyond halves that are there already. */
  #addSide(from: number, middle: number, to: number, near: number, far: number, isLeft: boolean): void {
    const edges = this.#edges;
    const at = this.#halves[middle];
    if (at === 0) {
      this.#halves[middle] = this.#edge;
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
    const at = this.#edge;
    edges[at] = from;
    edges[at + 1] = to;
    edges[at + 2] = isLeft ? own : other;
    edges[at + 3] = isLeft ? other : own;
    this.#edge += 4;
  }

  #isCounterclockwise(a: number, b: number, c: number): boolean {
    const z = this.#z;
    return z[2 * b] > z[2 * a] === z[2 * c + 1] > z[2 * a + 1];
  }
}

function keyOf(a: number, b: number): number {
  return a < b ? a * MOST_CORNERS + b : b * MOST_CORNERS + a;
}

function longer<A extends Float64Array | Int32Array>(values: A, into: A): A {
  into.set(values);
  return into;
}
