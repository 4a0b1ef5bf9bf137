/** Balls around samples that reach to their k-th nearest neighbours: what densities are told from without a grid. */
import { type KdTree, kdTree, type Within } from '../../core/math/geometry/kd-tree.js';

/** Samples of G and of the data: rows of `dim`. */
export interface TwoSamples {
  readonly generated: Float64Array;
  readonly real: Float64Array;
  readonly dim: number;
}

export type SampleName = 'generated' | 'real';

export interface NeighbourDistances {
  readonly dim: number;
  /** How many samples a side has. */
  count(side: SampleName): number;
  /** Distance from each row of one side to its k-th neighbour on a side; a row is no neighbour of itself. */
  kthDistances(of: SampleName, among: SampleName, k: number): Float64Array;
  /** A row's neighbours no farther than `radius`: how many, and how far the farthest is. */
  within(of: SampleName, row: number, among: SampleName, radius: number): Within;
}

/** A row's nearest few are searched once: the usual ranks are read off one search. */
const MIN_SEARCHED_NEIGHBOURS = 5;

export function neighbourDistances(sides: TwoSamples): NeighbourDistances {
  const { dim } = sides;
  const trees = new Map<SampleName, KdTree>();
  const found = new Map<string, readonly Float64Array[]>();
  const tree = (side: SampleName) => {
    const made = trees.get(side) ?? kdTree(sides[side], dim);
    trees.set(side, made);
    return made;
  };
  return {
    dim,
    count: (side) => sides[side].length / dim,
    kthDistances(of, among, k) {
      const most = Math.min(Math.max(k, MIN_SEARCHED_NEIGHBOURS), sides[among].length / dim);
      const key = `${of} ${among} ${most}`;
      const made = found.get(key) ?? searchDistances(tree(among), { x: sides[of], dim, most, isOwn: of === among });
      found.set(key, made);
      return made[k - 1];
    },
    within(of, row, among, radius) {
      const { count, farthest } = tree(among).within(sides[of], row, radius);
      return { count: of === among ? count - 1 : count, farthest };
    },
  };
}

interface NeighbourSearch {
  readonly x: Float64Array;
  readonly dim: number;
  readonly most: number;
  /** The rows are the points: each is its own nearest. */
  readonly isOwn: boolean;
}

/** By rank, from the first on. */
function searchDistances(tree: KdTree, { x, dim, most, isOwn }: NeighbourSearch): readonly Float64Array[] {
  const rows = x.length / dim;
  const skipped = isOwn ? 1 : 0;
  const nearest = new Float64Array(most + skipped);
  const ranks = Array.from({ length: most }, () => new Float64Array(rows));
  for (let row = 0; row < rows; row++) {
    tree.nearest(x, row, nearest);
    for (let k = 0; k < most; k++) ranks[k][row] = nearest[k + skipped];
  }
  return ranks;
}

/** So many samples equal to one: an atom, and not the last digit of a file. */
export const MIN_ATOM_COUNT = 5;

/** log of the volume of the unit ball. */
export function logUnitBallVolume(dim: number): number {
  let log = dim % 2 ? Math.LN2 : 0;
  for (let d = dim % 2 ? 3 : 2; d <= dim; d += 2) log += Math.log((2 * Math.PI) / d);
  return log;
}

export const EULER_GAMMA = 0.5772156649015329; // Euler and Mascheroni's constant

/** The digamma function at 1 .. n, at its own index: the sum over 1 .. n - 1 of 1 / i, less Euler's constant. */
export function digammas(n: number): Float64Array {
  const out = new Float64Array(n + 1).fill(-EULER_GAMMA);
  for (let i = 2; i <= n; i++) out[i] = out[i - 1] + 1 / (i - 1);
  out[0] = Number.NaN;
  return out;
}

/**
 * log of n V r^d, the volume that holds k samples, scaled so that the digamma function of k less it is, in the mean, the log
 * density. -Infinity where k neighbours are equal to the sample.
 */
export function logBallVolumes(balls: NeighbourDistances, of: SampleName, among: SampleName, k: number): Float64Array {
  const others = balls.count(among) - (of === among ? 1 : 0);
  const unit = digammas(others + 1)[others + 1] + logUnitBallVolume(balls.dim);
  return balls.kthDistances(of, among, k).map((radius) => unit + balls.dim * Math.log(radius));
}
