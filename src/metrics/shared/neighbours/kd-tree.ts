/** Nearest neighbours among points in few dimensions. */

export interface KdTree {
  /** Distances from a row of `x` to its `k` nearest points, ascending, into `out`; Infinity where there are fewer. */
  nearest(x: Float64Array, row: number, out: Float64Array): void;
}

const LEAF = 12;

/** `points`: rows of `dim`. `nearest` counts the point itself where it is one of them. */
export function kdTree(points: Float64Array, dim: number): KdTree {
  const order = Int32Array.from({ length: points.length / dim }, (_, i) => i);
  const splits = build(points, dim, order);
  return {
    nearest(x, row, out) {
      out.fill(Infinity);
      search({ points, dim, order, splits, x, at: row * dim, out }, 0, order.length, 0);
      for (let i = 0; i < out.length; i++) out[i] = Math.sqrt(out[i]);
    },
  };
}

/** Sorts `order` so that every range is split at its middle; gives the coordinate of each split, at its middle's index. */
function build(points: Float64Array, dim: number, order: Int32Array): Float64Array {
  const splits = new Float64Array(order.length);
  const pending: [from: number, to: number, depth: number][] = [[0, order.length, 0]];
  for (let range = pending.pop(); range; range = pending.pop()) {
    const [from, to, depth] = range;
    if (to - from <= LEAF) continue;
    const axis = depth % dim;
    order.subarray(from, to).sort((a, b) => points[a * dim + axis] - points[b * dim + axis]);
    const middle = (from + to) >> 1;
    splits[middle] = points[order[middle] * dim + axis];
    pending.push([from, middle, depth + 1], [middle, to, depth + 1]);
  }
  return splits;
}

interface Search {
  readonly points: Float64Array;
  readonly dim: number;
  readonly order: Int32Array;
  readonly splits: Float64Array;
  readonly x: Float64Array;
  readonly at: number;
  /** Squared distances, ascending. */
  readonly out: Float64Array;
}

function search(of: Search, from: number, to: number, depth: number): void {
  const { points, dim, order, splits, x, at, out } = of;
  if (to - from <= LEAF) {
    for (let i = from; i < to; i++) insert(out, squaredDistance(points, order[i] * dim, x, at, dim));
    return;
  }
  const axis = depth % dim;
  const middle = (from + to) >> 1;
  const gap = x[at + axis] - splits[middle];
  const [near, far] =
    gap < 0
      ? ([
          [from, middle],
          [middle, to],
        ] as const)
      : ([
          [middle, to],
          [from, middle],
        ] as const);
  search(of, near[0], near[1], depth + 1);
  if (gap * gap <= out[out.length - 1]) search(of, far[0], far[1], depth + 1);
}

function squaredDistance(a: Float64Array, atA: number, b: Float64Array, atB: number, dim: number): number {
  let sum = 0;
  for (let i = 0; i < dim; i++) {
    const difference = a[atA + i] - b[atB + i];
    sum += difference * difference;
  }
  return sum;
}

function insert(sorted: Float64Array, value: number): void {
  let i = sorted.length - 1;
  if (!(value < sorted[i])) return;
  for (; i > 0 && sorted[i - 1] > value; i--) sorted[i] = sorted[i - 1];
  sorted[i] = value;
}
