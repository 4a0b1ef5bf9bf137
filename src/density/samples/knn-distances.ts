/** Distances from samples to their k nearest neighbours: the basis of density estimates without a grid. */
import { type KdTree, kdTree, type WithinRadius } from '../../core/math/geometry/kd-tree.js';

/** Samples of G and of the data, rows of `dim`. */
export interface TwoSamples {
  readonly generated: Float64Array;
  readonly real: Float64Array;
  readonly dim: number;
}

export type SampleName = 'generated' | 'real';

export interface NeighbourDistances {
  readonly dim: number;
  /** How many rows a sample has. */
  count(name: SampleName): number;
  /** Distance from each row of a sample to its k-th neighbour in a sample. A row is not its own neighbour. */
  kthDistances(of: SampleName, among: SampleName, k: number): Float64Array;
  /** A row's neighbours no farther than `radius`: their number, and the distance of the farthest. */
  within(of: SampleName, row: number, among: SampleName, radius: number): WithinRadius;
}

const MIN_SEARCHED_NEIGHBOURS = 5; // for each row: the usual ranks come from one search

/** Searches are done on demand, and once for all ranks up to MIN_SEARCHED_NEIGHBOURS. */
export function neighbourDistances(samples: TwoSamples): NeighbourDistances {
  const { dim } = samples;
  const trees = new Map<SampleName, KdTree>();
  const found = new Map<string, readonly Float64Array[]>();
  const tree = (name: SampleName) => {
    const made = trees.get(name) ?? kdTree(samples[name], dim);
    trees.set(name, made);
    return made;
  };
  return {
    dim,
    count: (name) => samples[name].length / dim,
    kthDistances(of, among, k) {
      const most = Math.min(Math.max(k, MIN_SEARCHED_NEIGHBOURS), samples[among].length / dim);
      const key = `${of} ${among} ${most}`;
      const made = found.get(key) ?? searchDistances(tree(among), { x: samples[of], dim, most, isOwn: of === among });
      found.set(key, made);
      return made[k - 1];
    },
    within(of, row, among, radius) {
      const { count, farthest } = tree(among).within(samples[of], row, radius);
      return { count: of === among ? count - 1 : count, farthest };
    },
  };
}

interface NeighbourSearch {
  readonly x: Float64Array;
  readonly dim: number;
  readonly most: number;
  /** The rows are the tree's points: each finds itself first. */
  readonly isOwn: boolean;
}

/** One array for each rank, from the nearest on. */
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

/** Number of samples equal to one, from which on they count as an atom rather than as chance in a file's last digit. */
export const MIN_ATOM_COUNT = 5;

/** log of the volume of the unit ball. */
export function logUnitBallVolume(dim: number): number {
  let log = dim % 2 ? Math.LN2 : 0;
  for (let d = dim % 2 ? 3 : 2; d <= dim; d += 2) log += Math.log((2 * Math.PI) / d);
  return log;
}

export const EULER_GAMMA = 0.5772156649015329; // the Euler-Mascheroni constant

/** The digamma function at 1 .. n, each at its own index: psi(n) = sum over i < n of 1 / i, less the Euler-Mascheroni constant. */
export function digammas(n: number): Float64Array {
  const out = new Float64Array(n + 1).fill(-EULER_GAMMA);
  for (let i = 2; i <= n; i++) out[i] = out[i - 1] + 1 / (i - 1);
  out[0] = Number.NaN;
  return out;
}

/**
 * log(n V r^d) at each row, with r the distance to the k-th neighbour and V the unit ball's volume, scaled so that psi(k) minus it
 * has the log density as its mean. -Infinity where k neighbours equal the row. Kozachenko and Leonenko 1987.
 */
export function logBallVolumes(
  distances: NeighbourDistances,
  of: SampleName,
  among: SampleName,
  k: number,
): Float64Array {
  const others = distances.count(among) - (of === among ? 1 : 0);
  const unit = digammas(others + 1)[others + 1] + logUnitBallVolume(distances.dim);
  return distances.kthDistances(of, among, k).map((radius) => unit + distances.dim * Math.log(radius));
}
