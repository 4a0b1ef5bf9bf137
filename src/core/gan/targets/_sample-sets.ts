/** Training data that is not drawn afresh for each batch: fixed sets, rows of files, stratified batches. Decision 036. */

import type { FloatArray } from '../../engine/program.js';
import { maximum } from '../../math/long-lists.js';
import { type Stream, stream } from '../../math/random/random.js';
import type { Distribution } from './_target.js';

/**
 * Training batches drawn with replacement from a fixed set of `points` samples, whose random stream is named after the
 * target, so that it is the same for every seed. Metrics still compare with fresh samples of the distribution.
 */
export function fixedSet(name: string, points: number, distribution: Distribution): Distribution {
  const { dim } = distribution;
  let drawn: Float64Array | undefined;
  const set = () => {
    if (drawn) return drawn;
    drawn = new Float64Array(points * dim);
    const { sample } = distribution.training ?? distribution;
    sample(drawn, stream({ seed: 0, purpose: `target/${name}`, step: 0 }));
    return drawn;
  };
  return {
    ...distribution,
    training: {
      points,
      get rows() {
        return set();
      },
      sample: (out, draws) => resampleRows(out, { set: set(), dim, draws }),
    },
  };
}

/**
 * The empirical distribution of the rows of `set`. Its scale comes from distances between rows, never from one column: among hundreds
 * of columns the narrowest says nothing of how far rows are apart. Throws an error that begins with `name` if all rows are equal.
 */
export function finiteSet(set: Float64Array, dim: number, name: string): Distribution {
  const distance = smallRowDistance(set, dim);
  if (distance === null) throw new Error(`${name}: all rows are the same`);
  const bounds = Array.from({ length: dim }, (_, i) => boundsOf(set, dim, i));
  return { dim, ...empirical(set, dim), bounds, scale: distance / SCALES_IN_SMALL_DISTANCE };
}

/** So many scales of a finite set are a small distance between rows: metrics count within balls of three scales. */
export const SCALES_IN_SMALL_DISTANCE = 3;

const MAX_DISTANCE_ROWS = 400; // 79,800 distances: their 5 % quantile has an error of some percent
const SMALL_DISTANCE_QUANTILE = 0.05; // of up to 20 separated clusters of equal mass: a distance within one of them

/** The 5 % quantile of the distances between different rows; null where all are equal. */
export function smallRowDistance(set: Float64Array, dim: number): number | null {
  const sides = Array.from({ length: dim }, (_, i) => boundsOf(set, dim, i));
  const widest = maximum(sides.map(({ low, high }) => high - low));
  if (widest === 0) return null;
  const rows = set.length / dim;
  const used = Math.min(rows, MAX_DISTANCE_ROWS);
  // Files are often sorted.
  const at = Array.from({ length: used }, (_, i) => Math.floor((i * rows) / used) * dim);
  // In units of the widest side: no square overflows or underflows.
  const distances: number[] = [];
  for (let i = 0; i < used; i++)
    for (let j = i + 1; j < used; j++) {
      let sum = 0;
      for (let k = 0; k < dim; k++) sum += ((set[at[i] + k] - set[at[j] + k]) / widest) ** 2;
      if (sum > 0) distances.push(Math.sqrt(sum));
    }
  if (distances.length === 0) return widest; // nearly all rows are equal
  return widest * Float64Array.from(distances).sort()[Math.floor(SMALL_DISTANCE_QUANTILE * distances.length)];
}

const MIN_ROWS = 2; // of each part

/** The rows of a finite set in two parts: training uses one, metrics the other. Throws an error that begins with `name` if one has fewer than two. */
export function withHeldOut(set: Distribution, share: number, name: string): Distribution {
  const { rows, dim } = set;
  if (!rows) throw new Error(`${name}: has no rows to hold out`);
  const count = rows.length / dim;
  const held = Math.round(share * count);
  if (held < MIN_ROWS || count - held < MIN_ROWS)
    throw new Error(`${name}: heldOut ${share} leaves ${held} of ${count} rows held out; each part needs ${MIN_ROWS}`);
  const draws = stream({ seed: 0, purpose: 'target/held-out', step: 0 });
  const { taken, others } = splitRows({ ...set, rows }, held, draws);
  const measured = empirical(taken, dim);
  const { training } = others;
  return { ...set, ...measured, ...(training && { training: { ...training, heldOut: held } }) };
}

/** The number of samples that metrics take: `wanted`, but of an empirical distribution at most its number of rows. */
export function availableSamples(target: Distribution | null | undefined, wanted: number): number {
  return target?.rows ? Math.min(wanted, target.rows.length / target.dim) : wanted;
}

export interface SplitRows {
  readonly taken: Float64Array;
  readonly others: Distribution;
  /** Their numbers among all rows. */
  readonly numbers: { readonly taken: Uint32Array; readonly others: Uint32Array };
}

/** `count` random rows, and the empirical distribution of all other rows. */
export function splitRows(
  { rows, ...known }: Distribution & Required<Pick<Distribution, 'rows'>>,
  count: number,
  draws: Stream,
): SplitRows {
  const { dim } = known;
  const all = randomRowNumbers(rows.length / dim, rows.length / dim, draws);
  const numbers = { taken: all.subarray(0, count), others: all.subarray(count) };
  const others = { ...known, ...empirical(rowsWithNumbers(rows, numbers.others, dim), dim) };
  return { taken: rowsWithNumbers(rows, numbers.taken, dim), others, numbers };
}

export function rowsWithNumbers(rows: Float64Array, numbers: Uint32Array, dim: number): Float64Array {
  const out = new Float64Array(numbers.length * dim);
  for (let k = 0; k < numbers.length; k++) out.set(rows.subarray(numbers[k] * dim, (numbers[k] + 1) * dim), k * dim);
  return out;
}

/** `count` numbers of rows, none again before all are used: of an empirical distribution, which `sample` draws. */
export function randomRowNumbers(rows: number, count: number, draws: Stream): Uint32Array {
  const order = Uint32Array.from({ length: rows }, (_, row) => row);
  return Uint32Array.from({ length: count }, (_, k) => {
    const next = k % rows;
    const other = next + draws.integer(rows - next);
    const row = order[other];
    order[other] = order[next];
    order[next] = row;
    return row;
  });
}

/** Samples repeat no row before all are used, since nearest neighbours mean nothing among copies. */
function empirical(set: Float64Array, dim: number): Pick<Distribution, 'rows' | 'sample' | 'training'> {
  return {
    rows: set,
    sample: (out, draws) => sampleRows(out, { set, dim, draws }),
    training: { points: set.length / dim, rows: set, sample: (out, draws) => resampleRows(out, { set, dim, draws }) },
  };
}

interface RowDraws {
  readonly set: Float64Array;
  readonly dim: number;
  readonly draws: Stream;
}

/** Draws rows with replacement. */
function resampleRows(out: FloatArray, { set, dim, draws }: RowDraws): void {
  const points = set.length / dim;
  for (let at = 0; at < out.length; at += dim) {
    const from = draws.integer(points) * dim;
    for (let i = 0; i < dim; i++) out[at + i] = set[from + i];
  }
}

/** Draws rows without replacement; once all are used, again from all. */
function sampleRows(out: FloatArray, { set, dim, draws }: RowDraws): void {
  randomRowNumbers(set.length / dim, out.length / dim, draws).forEach((row, k) => {
    for (let i = 0; i < dim; i++) out[k * dim + i] = set[row * dim + i];
  });
}

function boundsOf(set: Float64Array, dim: number, column: number): { readonly low: number; readonly high: number } {
  let [low, high] = [Infinity, -Infinity];
  for (let at = column; at < set.length; at += dim) [low, high] = [Math.min(low, set[at]), Math.max(high, set[at])];
  return { low, high };
}

/** Row k of a training batch comes from part k modulo the number of parts, so that all have equal shares of it. */
export function stratified(parts: readonly Distribution[], whole: Distribution): Distribution {
  const { dim } = whole;
  return {
    ...whole,
    training: {
      strata: parts.length,
      sample(out, draws) {
        for (let at = 0; at < out.length; at += dim)
          parts[(at / dim) % parts.length].sample(out.subarray(at, at + dim), draws);
      },
    },
  };
}
