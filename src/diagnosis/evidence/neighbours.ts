/** Metrics of nearest neighbours at q = p: coverage, whose mean no distribution changes, precision and recall. */
import type { Distribution } from '../../core/gan/targets/_target.js';
import { squaredDistance } from '../../core/math/geometry/distances.js';
import { mean } from '../../core/math/statistics/statistics.js';
import { MAX_BALL_SAMPLES } from '../../metrics/diversity/_neighbour-balls.js';
import { LEVEL_DEVIATIONS } from './level.js';
import { affordableRows, drawsOrReason, perTarget } from './reference-draws.js';
import type { Absent, RunTrace, Series } from './run-trace.js';

export interface NeighbourNull {
  readonly mean: number;
  /** What samples of the data undercut with probability `LEVEL` at most; above 0. */
  readonly low: number;
}

const MIN_SAMPLES = 50; // of fewer, a whole cluster of the data may have none

/** The null of coverage, precision or recall over these numbers of samples of G and of the data. */
export function neighbourNull(
  series: Series,
  target: Distribution,
  { samples, realSamples }: Pick<RunTrace, 'samples' | 'realSamples'>,
): NeighbourNull | Absent {
  const k = Number(series.choice.k ?? 5);
  const [n, m] = [samples, realSamples].map((count) => Math.min(MAX_BALL_SAMPLES, count));
  const fewest = Math.min(n, m);
  if (fewest < Math.max(MIN_SAMPLES, 2 * k))
    return { absent: `${series.column} says little of fewer than ${Math.max(MIN_SAMPLES, 2 * k)} samples` };
  const own =
    series.choice.name === 'coverage' ? { mean: coverageMean({ n, m }, k), rows: Infinity } : ownSupport(target, k);
  if ('absent' in own) return own;
  const low = own.mean - LEVEL_DEVIATIONS * Math.sqrt(varianceOf(own.mean, k) * (1 / fewest + 1 / own.rows));
  return low > 0
    ? { mean: own.mean, low }
    : { absent: `of ${fewest} samples of the data itself ${series.column} may be 0: raise measure.samples` };
}

// Neighbouring balls share samples. In the plane the variance of coverage is 2.7 times that of independent balls for k = 5; with
// hubs, in many dimensions, up to 2 k times.
const VARIANCE_PER_NEIGHBOUR = 2;

/** Of one sample. */
function varianceOf(mean: number, k: number): number {
  return VARIANCE_PER_NEIGHBOUR * k * mean * (1 - mean);
}

/** 1 - prod_(i = 1..k) (m - i) / (m + n - i) of n samples of G and m of the data: all are exchangeable. arXiv:2002.09797. */
export function coverageMean({ n, m }: { readonly n: number; readonly m: number }, k: number): number {
  let empty = 1;
  for (let i = 1; i <= k; i++) empty *= (m - i) / (m + n - i);
  return 1 - empty;
}

const MAX_ROWS = 1000;
const MIN_ROWS = 100;

/**
 * The share of the data that lies in a ball of other rows of the data: a row is in the ball of another one, whose radius it does not
 * count for, exactly if it is among that row's k nearest. Precision and recall at q = p, from one sample.
 */
const ownSupport = perTarget((target, k: number): { readonly mean: number; readonly rows: number } | Absent => {
  const { dim } = target;
  const x = drawsOrReason(target, affordableRows(dim, { min: MIN_ROWS, max: MAX_ROWS }));
  if ('absent' in x) return x;
  const rows = x.length / dim;
  if (rows <= k) return { absent: `needs more than ${k} rows of the data` };
  const reached = new Uint8Array(rows);
  const nearest = new Float64Array(k);
  const whose = new Int32Array(k);
  for (let i = 0; i < rows; i++) {
    nearest.fill(Infinity);
    for (let j = 0; j < rows; j++) if (j !== i) insert(nearest, whose, squaredDistance(x, i, x, j, dim), j);
    for (const j of whose) reached[j] = 1;
  }
  return { mean: mean(reached), rows };
});

/** Keeps the k smallest distances, ascending, with their rows. */
function insert(nearest: Float64Array, whose: Int32Array, squared: number, row: number): void {
  let at = nearest.length - 1;
  if (!(squared < nearest[at])) return;
  for (; at > 0 && nearest[at - 1] > squared; at--) {
    nearest[at] = nearest[at - 1];
    whose[at] = whose[at - 1];
  }
  nearest[at] = squared;
  whose[at] = row;
}
