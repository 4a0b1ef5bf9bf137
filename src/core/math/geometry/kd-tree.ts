/** A k-d tree: nearest neighbours among points in few dimensions. */

export interface KdTree {
  /** Distances from a row of `x` to its `k` nearest points, ascending, into `out`; Infinity where there are fewer. */
  nearest(x: Float64Array, row: number, out: Float64Array): void;
  /** Their squares as computed: a root that is squared again may be larger. */
  nearestSquared(x: Float64Array, row: number, out: Float64Array): void;
  /** `nearestSquared`, with the points' rows into `rows`; -1 where there are fewer. */
  nearestRows(x: Float64Array, row: number, out: Float64Array, rows: Int32Array): void;
  /** The points no farther than `radius` from a row of `x`. */
  within(x: Float64Array, row: number, radius: number): WithinRadius;
}

export interface WithinRadius {
  readonly count: number;
  /** Distance of the farthest of them; 0 for none. */
  readonly farthest: number;
}

const MAX_LEAF_POINTS = 12; // searched one by one

/** `points`: rows of `dim`. `nearest` and `within` include the searched row where it is one of the points. */
export function kdTree(points: Float64Array, dim: number): KdTree {
  const order = Int32Array.from({ length: points.length / dim }, (_, i) => i);
  const splits = build(points, dim, order);
  const nearestSquared = (x: Float64Array, row: number, out: Float64Array) => {
    out.fill(Infinity);
    search({ points, dim, order, splits, x, at: row * dim, out }, 0, order.length);
  };
  return {
    nearestSquared,
    nearestRows(x, row, out, rows) {
      out.fill(Infinity);
      rows.fill(-1);
      search({ points, dim, order, splits, x, at: row * dim, out, rows }, 0, order.length);
    },
    nearest(x, row, out) {
      nearestSquared(x, row, out);
      for (let i = 0; i < out.length; i++) out[i] = Math.sqrt(out[i]);
    },
    within(x, row, radius) {
      const found = { count: 0, farthest: 0 };
      gather({ points, dim, order, splits, x, at: row * dim, radius, found }, 0, order.length);
      return found;
    },
  };
}

interface Splits {
  /** The coordinate of each split, at its middle's index. */
  readonly at: Float64Array;
  /** Along which axis: the one in which the range is widest, so that an axis in which nothing differs costs nothing. */
  readonly axes: Uint16Array;
}

/** Sorts `order` so that every range is split at its middle. */
function build(points: Float64Array, dim: number, order: Int32Array): Splits {
  const splits = { at: new Float64Array(order.length), axes: new Uint16Array(order.length) };
  const pending: [from: number, to: number][] = [[0, order.length]];
  for (let range = pending.pop(); range; range = pending.pop()) {
    const [from, to] = range;
    if (to - from <= MAX_LEAF_POINTS) continue;
    const axis = widestAxis(points, dim, order.subarray(from, to));
    order.subarray(from, to).sort((a, b) => points[a * dim + axis] - points[b * dim + axis]);
    const middle = (from + to) >> 1;
    splits.at[middle] = points[order[middle] * dim + axis];
    splits.axes[middle] = axis;
    pending.push([from, middle], [middle, to]);
  }
  return splits;
}

function widestAxis(points: Float64Array, dim: number, rows: Int32Array): number {
  let [widest, most] = [0, -1];
  for (let axis = 0; axis < dim; axis++) {
    let [low, high] = [Infinity, -Infinity];
    for (const row of rows) {
      const x = points[row * dim + axis];
      if (x < low) low = x;
      if (x > high) high = x;
    }
    if (high - low > most) [widest, most] = [axis, high - low];
  }
  return widest;
}

interface Tree {
  readonly points: Float64Array;
  readonly dim: number;
  readonly order: Int32Array;
  readonly splits: Splits;
  readonly x: Float64Array;
  readonly at: number;
}

interface Search extends Tree {
  /** Squared distances, ascending. */
  readonly out: Float64Array;
  /** The rows of the points at these distances. */
  readonly rows?: Int32Array;
}

function search(of: Search, from: number, to: number): void {
  const { points, dim, order, splits, x, at, out, rows } = of;
  if (to - from <= MAX_LEAF_POINTS) {
    for (let i = from; i < to; i++) {
      const squared = squaredDistance(points, order[i] * dim, x, at, dim, out[out.length - 1]);
      if (rows) insertRow(out, squared, rows, order[i]);
      else insert(out, squared);
    }
    return;
  }
  const middle = (from + to) >> 1;
  const gap = x[at + splits.axes[middle]] - splits.at[middle];
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
  search(of, near[0], near[1]);
  if (gap * gap <= out[out.length - 1]) search(of, far[0], far[1]);
}

interface RadiusSearch extends Tree {
  readonly radius: number;
  readonly found: { count: number; farthest: number };
}

/** Roots are compared, as `nearest` gives them: a point at exactly that distance is within. */
function gather(of: RadiusSearch, from: number, to: number): void {
  const { points, dim, order, splits, x, at, radius, found } = of;
  if (to - from <= MAX_LEAF_POINTS) {
    for (let i = from; i < to; i++) {
      const distance = Math.sqrt(squaredDistance(points, order[i] * dim, x, at, dim));
      if (!(distance <= radius)) continue;
      found.count++;
      if (distance > found.farthest) found.farthest = distance;
    }
    return;
  }
  const middle = (from + to) >> 1;
  const gap = x[at + splits.axes[middle]] - splits.at[middle];
  if (gap <= radius) gather(of, from, middle);
  if (-gap <= radius) gather(of, middle, to);
}

/** The squared distance; where it exceeds `most`, perhaps a part of it that does too. */
function squaredDistance(
  a: Float64Array,
  atA: number,
  b: Float64Array,
  atB: number,
  dim: number,
  most = Infinity,
): number {
  let sum = 0;
  for (let from = 0; from < dim && sum <= most; from += TERMS_PER_CHECK) {
    const to = Math.min(dim, from + TERMS_PER_CHECK);
    for (let i = from; i < to; i++) {
      const difference = a[atA + i] - b[atB + i];
      sum += difference * difference;
    }
  }
  return sum;
}

const TERMS_PER_CHECK = 4; // squares added between two comparisons with `most`

function insert(sorted: Float64Array, value: number): void {
  let i = sorted.length - 1;
  if (!(value < sorted[i])) return;
  for (; i > 0 && sorted[i - 1] > value; i--) sorted[i] = sorted[i - 1];
  sorted[i] = value;
}

function insertRow(sorted: Float64Array, value: number, rows: Int32Array, row: number): void {
  let i = sorted.length - 1;
  if (!(value < sorted[i])) return;
  for (; i > 0 && sorted[i - 1] > value; i--) {
    sorted[i] = sorted[i - 1];
    rows[i] = rows[i - 1];
  }
  sorted[i] = value;
  rows[i] = row;
}
