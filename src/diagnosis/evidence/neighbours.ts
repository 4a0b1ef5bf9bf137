/** Metrics of nearest neighbours at q = p: coverage, whose mean no distribution changes, precision and recall. */
import type { Distribution } from '../../core/gan/targets/_target.js';
import { squaredDistance } from '../../core/math/geometry/distances.js';
import { MissingPartError } from '../../density/samples/samples-snapshot.js';
import { LEVEL_DEVIATIONS } from './level.js';
import { targetDraws } from './reference-draws.js';
import type { Absent, RunTrace, Series } from './run-trace.js';

export interface NeighbourNull {
  readonly mean: number;
  /** What samples of the data undercut with probability `LEVEL` at most. */
  readonly low: number;
}

const MAX_BALL_SAMPLES = 5000; // of each side: what the metrics use
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
  if (series.choice.name === 'coverage') return nullFrom(coverageMean({ n, m }, k), k, 1 / fewest);
  const own = ownSupport(target, k);
  return 'absent' in own ? own : nullFrom(own.mean, k, 1 / fewest + 1 / own.rows);
}

// Neighbouring balls share samples. In the plane the variance of coverage is 2.7 times that of independent balls for k = 5; with
// hubs, in many dimensions, up to 2 k times.
const VARIANCE_PER_NEIGHBOUR = 2;

function nullFrom(mean: number, k: number, inverseSamples: number): NeighbourNull {
  const variance = VARIANCE_PER_NEIGHBOUR * k * mean * (1 - mean) * inverseSamples;
  return { mean, low: mean - LEVEL_DEVIATIONS * Math.sqrt(variance) };
}

/** 1 - prod_(i = 1..k) (m - i) / (m + n - i) of n samples of G and m of the data: all are exchangeable. arXiv:2002.09797. */
export function coverageMean({ n, m }: { readonly n: number; readonly m: number }, k: number): number {
  let empty = 1;
  for (let i = 1; i <= k; i++) empty *= (m - i) / (m + n - i);
  return 1 - empty;
}

const MAX_COORDINATES = 4e8; // of distances between rows: about a second
const MAX_ROWS = 1000;
const MIN_ROWS = 100;

/**
 * The share of the data that lies in a ball of other rows of the data: a row is in the ball of another one, whose radius it does not
 * count for, exactly if it is among that row's k nearest. Precision and recall at q = p, from one sample.
 */
function ownSupport(target: Distribution, k: number): { readonly mean: number; readonly rows: number } | Absent {
  const ofTarget = cache.get(target) ?? new Map<number, ReturnType<typeof ownSupport>>();
  cache.set(target, ofTarget);
  if (!ofTarget.has(k)) ofTarget.set(k, computeOwnSupport(target, k));
  return ofTarget.get(k)!;
}

const cache = new WeakMap<Distribution, Map<number, ReturnType<typeof ownSupport>>>();

function computeOwnSupport(target: Distribution, k: number): ReturnType<typeof ownSupport> {
  const { dim } = target;
  const affordable = Math.floor(Math.sqrt(MAX_COORDINATES / dim));
  const x = drawsOrReason(target, Math.max(MIN_ROWS, Math.min(MAX_ROWS, affordable)));
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
  return { mean: reached.reduce((sum, one) => sum + one, 0) / rows, rows };
}

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

/** Draws of the target, at most `rows`; absent where none can be drawn. */
export function drawsOrReason(target: Distribution, rows: number): Float64Array | Absent {
  try {
    return targetDraws(target, rows);
  } catch (error) {
    if (error instanceof MissingPartError) return { absent: error.message };
    throw error;
  }
}
