/** Squared Euclidean distances of many pairs of rows, a row at a time: computed, kept or looked up. */
import { orderStatistic } from '../statistics/order-statistic.js';

export interface PairSquares {
  readonly rows: number;
  readonly columns: number;
  /** Whether both sides are the same rows. */
  readonly isWithin: boolean;
  /** From a row to the columns from `from` on, in their order. Valid until the next call; not to be written to. */
  ofRow(row: number, from?: number): Float64Array;
}

/** Flat, row-major matrices with rows of `dim`; without `b`, the pairs of `a` with itself. */
export interface RowPairs {
  readonly a: Float64Array;
  readonly b?: Float64Array;
  readonly dim: number;
}

/** Computed at each call. */
export function computedSquares({ a, b = a, dim }: RowPairs): PairSquares {
  const columns = b.length / dim;
  const buffer = new Float64Array(columns);
  return {
    rows: a.length / dim,
    columns,
    isWithin: a === b,
    ofRow(row, from = 0) {
      const out = buffer.subarray(from);
      squaresToRows({ x: a.subarray(row * dim, (row + 1) * dim), points: b.subarray(from * dim), dim }, out);
      return out;
    },
  };
}

/** Computed once, when a row is first asked for; pairs of rows with themselves are kept once. */
export function keptSquares(pairs: RowPairs): PairSquares {
  const computed = computedSquares(pairs);
  const { rows, columns, isWithin } = computed;
  // Row i is kept from column `first(i)` on, at `start(i)`.
  const first = (row: number) => (isWithin ? row : 0);
  const start = (row: number) => row * columns - (isWithin ? (row * (row - 1)) / 2 : 0);
  let kept: Float64Array | null = null;
  const buffer = new Float64Array(columns);
  const make = () => {
    const all = new Float64Array(start(rows));
    for (let row = 0; row < rows; row++) all.set(computed.ofRow(row, first(row)), start(row));
    return all;
  };
  return {
    rows,
    columns,
    isWithin,
    ofRow(row, from = 0) {
      kept ??= make();
      const [at, begins] = [start(row), first(row)];
      if (from >= begins) return kept.subarray(at + from - begins, at + columns - begins);
      for (let column = from; column < begins; column++) buffer[column] = kept[start(column) + row - column];
      buffer.set(kept.subarray(at, at + columns - begins), begins);
      return buffer.subarray(from);
    },
  };
}

/** All squares between the rows of one matrix, to be looked up: `count` x `count`. */
export interface SquareTable {
  readonly count: number;
  readonly squares: Float64Array;
}

export function squareTable(points: Float64Array, dim: number): SquareTable {
  const { rows: count, ofRow } = computedSquares({ a: points, dim });
  const squares = new Float64Array(count * count);
  for (let row = 0; row < count; row++) {
    const ofIt = ofRow(row, row);
    squares.set(ofIt, row * count + row);
    for (let column = row + 1; column < count; column++) squares[column * count + row] = ofIt[column - row];
  }
  return { count, squares };
}

/** Looked up: the sides are rows of the table, by their numbers; without `b`, the pairs of `a` with itself. */
export function lookedUpSquares(
  { count, squares }: SquareTable,
  { a, b = a }: { readonly a: Uint32Array; readonly b?: Uint32Array },
): PairSquares {
  const buffer = new Float64Array(b.length);
  return {
    rows: a.length,
    columns: b.length,
    isWithin: a === b,
    ofRow(row, from = 0) {
      const start = a[row] * count;
      for (let column = from; column < b.length; column++) buffer[column] = squares[start + b[column]];
      return buffer.subarray(from);
    },
  };
}

/** The first rows of one side or of both. */
export function firstPairs(pairs: PairSquares, rows: number, columns: number): PairSquares {
  const left = pairs.columns - columns;
  return {
    rows,
    columns,
    isWithin: pairs.isWithin,
    ofRow(row, from = 0) {
      const all = pairs.ofRow(row, from);
      return left === 0 ? all : all.subarray(0, all.length - left);
    },
  };
}

/** Mean over all pairs, within one set over those of different rows, of a function whose sum over many squares is `sumOf`. */
export function pairMean(pairs: PairSquares, sumOf: (squares: Float64Array) => number): number {
  const { rows, columns, isWithin } = pairs;
  let sum = 0;
  for (let row = 0; row < rows; row++) sum += sumOf(pairs.ofRow(row, isWithin ? row + 1 : 0));
  return sum / (isWithin ? (rows * (rows - 1)) / 2 : rows * columns);
}

/** Mean distance over all pairs, within one set over those of different rows. */
export function meanDistance(pairs: PairSquares): number {
  return pairMean(pairs, (squares) => {
    let sum = 0;
    for (let j = 0; j < squares.length; j++) sum += Math.sqrt(squares[j]);
    return sum;
  });
}

/** The upper median of the squares of different rows of one set; NaN of fewer than two. */
export function medianSquare(pairs: PairSquares): number {
  const { rows } = pairs;
  const all = new Float64Array((rows * (rows - 1)) / 2);
  for (let row = 0, at = 0; row < rows; row++) {
    const squares = pairs.ofRow(row, row + 1);
    all.set(squares, at);
    at += squares.length;
  }
  return all.length === 0 ? Number.NaN : orderStatistic(all, all.length >> 1);
}

/** The least of the values, ascending; Infinity where there are fewer. */
export function leastInto(least: Float64Array, values: Float64Array): void {
  const last = least.length - 1;
  least.fill(Infinity);
  for (let at = 0; at < values.length; at++) {
    const value = values[at];
    if (!(value < least[last])) continue;
    let i = last;
    for (; i > 0 && least[i - 1] > value; i--) least[i] = least[i - 1];
    least[i] = value;
  }
}

interface RowToRows {
  readonly x: Float64Array;
  readonly points: Float64Array;
  readonly dim: number;
}

/** Squared distances from `x` to each row of `points`, each the sum over the coordinates in their order. */
export function squaresToRows({ x, points, dim }: RowToRows, out: Float64Array): void {
  const count = out.length;
  if (dim === 1) {
    const [x0] = x;
    for (let j = 0; j < count; j++) {
      const d = x0 - points[j];
      out[j] = d * d;
    }
  } else if (dim === 2) {
    const [x0, x1] = x;
    for (let j = 0; j < count; j++) {
      const d0 = x0 - points[2 * j];
      const d1 = x1 - points[2 * j + 1];
      out[j] = d0 * d0 + d1 * d1;
    }
  } else squaresInManyDimensions({ x, points, dim }, out);
}

/** Four rows at a time: their sums do not wait for each other. */
function squaresInManyDimensions({ x, points, dim }: RowToRows, out: Float64Array): void {
  const count = out.length;
  let j = 0;
  for (; j + 4 <= count; j += 4) {
    const [at0, at1, at2, at3] = [j * dim, (j + 1) * dim, (j + 2) * dim, (j + 3) * dim];
    let [sum0, sum1, sum2, sum3] = [0, 0, 0, 0];
    for (let i = 0; i < dim; i++) {
      const xi = x[i];
      const d0 = xi - points[at0 + i];
      const d1 = xi - points[at1 + i];
      const d2 = xi - points[at2 + i];
      const d3 = xi - points[at3 + i];
      sum0 += d0 * d0;
      sum1 += d1 * d1;
      sum2 += d2 * d2;
      sum3 += d3 * d3;
    }
    out[j] = sum0;
    out[j + 1] = sum1;
    out[j + 2] = sum2;
    out[j + 3] = sum3;
  }
  for (; j < count; j++) {
    let sum = 0;
    for (let i = 0; i < dim; i++) {
      const d = x[i] - points[j * dim + i];
      sum += d * d;
    }
    out[j] = sum;
  }
}
