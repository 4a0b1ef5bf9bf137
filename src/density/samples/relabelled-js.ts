/** The nearest-neighbour estimate of JS where JS is 0: of both samples pooled, with their labels shuffled. */
import { kdTree } from '../../core/math/geometry/kd-tree.js';
import type { Stream } from '../../core/math/random/random.js';
import { significant } from '../../core/text/plain-numbers.js';
import { selectRows } from '../density-comparison.js';
import { digammas, logUnitBallVolume, type NeighbourDistances, type TwoSamples } from './knn-distances.js';
import { knnJs, knnJsTerm } from './knn-js.js';
import type { NeighbourEstimate } from './knn-kl.js';

const RELABELLINGS = 8; // their mean's noise adds a tenth to that of the estimate
const SPARE_NEIGHBOURS = 12; // beyond three times as many as hold k of either label on average
const MAX_COMMON_RATIO = 4; // of the samples' numbers: beyond, lists of neighbours that hold k of the rarer label take too much memory

export interface CorrectedJs extends NeighbourEstimate {
  /** What was subtracted where JS is 0; null where rows coincide and nothing was. */
  readonly bias: number | null;
}

/**
 * JS by neighbours, less its bias where JS is 0, that of relabelled samples, in proportion to 1 - JS / ln 2: densities that hardly
 * overlap have no such bias.
 */
export function correctedKnnJs(
  samples: TwoSamples,
  distances: NeighbourDistances,
  { k, stream }: { readonly k: number; readonly stream: Stream },
): CorrectedJs {
  const { value, standardError } = knnJs(distances, k);
  const bias = Number.isNaN(value) ? null : relabelledKnnJs(samples, k, stream);
  const overlap = 1 - Math.max(0, Math.min(1, value / Math.LN2));
  return { value: value - (bias ?? 0) * overlap, standardError, bias };
}

/** What was subtracted, and the error, for people. */
export function describeCorrection({ bias, standardError }: CorrectedJs): string {
  if (bias === null) return 'bias not subtracted: rows coincide';
  return `less the ${significant(bias, 2)} nats of the same rows relabelled at random times 1 - js / ln 2; standard error ${significant(standardError, 2)}`;
}

/**
 * The mean over random relabellings: the bias of `knnJs` for two samples of (p + q) / 2, as many and as many. Null where rows
 * coincide. The labels do not depend on the order of the rows.
 */
export function relabelledKnnJs(samples: TwoSamples, k: number, stream: Stream): number | null {
  const { dim } = samples;
  const [n, m] = [samples.generated.length / dim, samples.real.length / dim];
  const isCommon = Math.max(n, m) <= MAX_COMMON_RATIO * Math.min(n, m);
  const wanted = isCommon ? Math.ceil((3 * k * (n + m)) / Math.min(n, m)) + SPARE_NEIGHBOURS : 1;
  const neighbours = pooledNeighbours(samples, wanted);
  if (neighbours === null) return null;
  const term = knnJsTerm(k);
  const digamma = digammas(Math.max(n, m) + 1);
  const volume = logUnitBallVolume(dim);
  const labels = new Uint8Array(n + m);
  let sum = 0;
  for (let draw = 0; draw < RELABELLINGS; draw++) {
    relabel(labels, n, neighbours.order, stream);
    const logDistancesOf = isCommon ? listedDistances(neighbours, labels, k) : searchedDistances(neighbours, labels, k);
    const means = [0, 0]; // over samples labelled 0, n of them, and 1
    for (let row = 0; row < n + m; row++) {
      const label = labels[row];
      const [size, others] = label === 0 ? [n, m] : [m, n];
      const { own, across } = logDistancesOf(row);
      means[label] += term(digamma[size] + volume + dim * own, digamma[others + 1] + volume + dim * across) / size;
    }
    sum += Math.LN2 + (means[0] + means[1]) / 2;
  }
  return sum / RELABELLINGS;
}

interface PooledNeighbours {
  readonly pooled: Float64Array;
  readonly dim: number;
  /** The nearest rows of each row, itself the first, and the logs of their distances. */
  readonly rows: Int32Array;
  readonly logDistances: Float64Array;
  /** How many of each row. */
  readonly count: number;
  /** Rows sorted by their coordinates. */
  readonly order: readonly number[];
}

function pooledNeighbours({ generated, real, dim }: TwoSamples, wanted: number): PooledNeighbours | null {
  const pooled = new Float64Array(generated.length + real.length);
  pooled.set(generated);
  pooled.set(real, generated.length);
  const size = pooled.length / dim;
  const count = Math.min(size, wanted + 1);
  const tree = kdTree(pooled, dim);
  const rows = new Int32Array(size * count);
  const logDistances = new Float64Array(size * count);
  for (let row = 0; row < size; row++) {
    const squares = logDistances.subarray(row * count, (row + 1) * count);
    tree.nearestRows(pooled, row, squares, rows.subarray(row * count, (row + 1) * count));
    if (squares[1] === 0) return null;
    for (let i = 0; i < count; i++) squares[i] = Math.log(squares[i]) / 2;
  }
  const compare = (a: number, b: number) => {
    for (let i = 0; i < dim; i++)
      if (pooled[a * dim + i] !== pooled[b * dim + i]) return pooled[a * dim + i] - pooled[b * dim + i];
    return 0;
  };
  return { pooled, dim, rows, logDistances, count, order: Array.from({ length: size }, (_, row) => row).sort(compare) };
}

/** Label 0 for n rows at random, 1 for the others. */
function relabel(labels: Uint8Array, n: number, order: readonly number[], stream: Stream): void {
  let left = n;
  order.forEach((row, i) => {
    const isFirst = stream.uniform() * (order.length - i) < left;
    labels[row] = isFirst ? 0 : 1;
    if (isFirst) left--;
  });
}

interface LogDistances {
  /** To the k-th neighbour with the row's own label. */
  readonly own: number;
  /** To the k-th with the other one. */
  readonly across: number;
}

/** From the lists of neighbours; the distance of the farthest known one, if there is none. */
function listedDistances({ rows, logDistances, count }: PooledNeighbours, labels: Uint8Array, k: number) {
  return (row: number): LogDistances => {
    const from = row * count;
    const farthest = logDistances[from + count - 1];
    const found = { own: farthest, across: farthest };
    let [owns, others] = [0, 0];
    for (let i = from + 1; i < from + count && (owns < k || others < k); i++) {
      if (labels[rows[i]] === labels[row]) {
        if (++owns === k) found.own = logDistances[i];
      } else if (++others === k) found.across = logDistances[i];
    }
    return found;
  };
}

/** By a search among the rows of each label: slower, but of any two numbers of samples. */
function searchedDistances({ pooled, dim }: PooledNeighbours, labels: Uint8Array, k: number) {
  const trees = [0, 1].map((label) => {
    const rows = Array.from(labels.keys()).filter((row) => labels[row] === label);
    return kdTree(selectRows(pooled, dim, rows), dim);
  });
  const nearest = { own: new Float64Array(k + 1), across: new Float64Array(k) };
  return (row: number): LogDistances => {
    trees[labels[row]].nearestSquared(pooled, row, nearest.own); // the row itself is the first
    trees[1 - labels[row]].nearestSquared(pooled, row, nearest.across);
    return { own: Math.log(nearest.own[k]) / 2, across: Math.log(nearest.across[k - 1]) / 2 };
  };
}
