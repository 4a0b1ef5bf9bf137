/** Balls around samples that reach to their k-th nearest neighbours: what densities are told from without a grid. */
import { type KdTree, kdTree, type Within } from '../neighbours/kd-tree.js';

/** Samples of G and of the data: rows of `dim`. */
export interface Sides {
  readonly generated: Float64Array;
  readonly real: Float64Array;
  readonly dim: number;
}

export type Side = 'generated' | 'real';

export interface Balls {
  readonly dim: number;
  /** How many samples a side has. */
  count(side: Side): number;
  /** Distance from each row of one side to its k-th neighbour on a side; a row is no neighbour of itself. */
  radii(of: Side, among: Side, k: number): Float64Array;
  /** A row's neighbours no farther than `radius`: how many, and how far the farthest is. */
  within(of: Side, row: number, among: Side, radius: number): Within;
}

/** Each search is made once. */
export function openBalls(sides: Sides): Balls {
  const { dim } = sides;
  const trees = new Map<Side, KdTree>();
  const found = new Map<string, Float64Array>();
  const tree = (side: Side) => {
    const made = trees.get(side) ?? kdTree(sides[side], dim);
    trees.set(side, made);
    return made;
  };
  return {
    dim,
    count: (side) => sides[side].length / dim,
    radii(of, among, k) {
      const key = `${of} ${among} ${k}`;
      const made = found.get(key) ?? radiiOf(tree(among), sides[of], dim, of === among ? k + 1 : k);
      found.set(key, made);
      return made;
    },
    within(of, row, among, radius) {
      const { count, farthest } = tree(among).within(sides[of], row, radius);
      return { count: of === among ? count - 1 : count, farthest };
    },
  };
}

function radiiOf(tree: KdTree, x: Float64Array, dim: number, rank: number): Float64Array {
  const nearest = new Float64Array(rank);
  return Float64Array.from({ length: x.length / dim }, (_, row) => {
    tree.nearest(x, row, nearest);
    return nearest[rank - 1];
  });
}

/** So many samples equal to one: an atom, and not the last digit of a file. */
export const ATOM = 5;

/** log of the volume of the unit ball. */
export function logBall(dim: number): number {
  let log = dim % 2 ? Math.LN2 : 0;
  for (let d = dim % 2 ? 3 : 2; d <= dim; d += 2) log += Math.log((2 * Math.PI) / d);
  return log;
}

export const EULER = 0.5772156649015329; // Euler and Mascheroni's constant

/** The digamma function at 1 .. n, at its own index: the sum over 1 .. n - 1 of 1 / i, less Euler's constant. */
export function digammas(n: number): Float64Array {
  const out = new Float64Array(n + 1).fill(-EULER);
  for (let i = 2; i <= n; i++) out[i] = out[i - 1] + 1 / (i - 1);
  out[0] = Number.NaN;
  return out;
}

/**
 * log of n V r^d, the volume that holds k samples, scaled so that the digamma function of k less it is, in the mean, the log
 * density. -Infinity where k neighbours are equal to the sample.
 */
export function logVolumes(balls: Balls, of: Side, among: Side, k: number): Float64Array {
  const others = balls.count(among) - (of === among ? 1 : 0);
  const unit = digammas(others + 1)[others + 1] + logBall(balls.dim);
  return balls.radii(of, among, k).map((radius) => unit + balls.dim * Math.log(radius));
}
