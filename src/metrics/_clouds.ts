/** The two sets of samples that metrics compare: G's and the data's. */
import { kdTree } from '../core/math/geometry/kd-tree.js';
import {
  computedSquares,
  firstPairs,
  keptSquares,
  leastInto,
  meanDistance,
  type PairSquares,
} from '../core/math/geometry/pair-squares.js';
import type { Snapshot } from '../core/snapshot/snapshot.js';
import { plural } from '../core/text/words.js';
import type { SampleName } from '../density/samples/knn-distances.js';
import { type MetricValue, metricValue } from '../records/metric-value.js';

export interface Clouds {
  /** `n` rows of `dim` numbers. */
  readonly generated: Float64Array;
  /** `m` rows of `dim` numbers. */
  readonly real: Float64Array;
  readonly n: number;
  readonly m: number;
  readonly dim: number;
  readonly pairs: CloudPairs;
}

/** Squared distances of the samples, shared by the metrics of a snapshot. */
export interface CloudPairs {
  readonly generated: PairSquares;
  readonly real: PairSquares;
  /** A row for each of G's samples, a column for each of the data's. */
  readonly between: PairSquares;
}

/** A number of samples of each side. */
type Counts = number | Readonly<Record<SampleName, number>>;

export interface SampleLimits {
  /** Fewer samples make the metric absent. */
  readonly atLeast?: Counts;
  /** Of more samples the first so many are used. */
  readonly atMost?: Counts;
}

/** G's samples and the data's; absent where there are too few, or where their distances are not finite. */
export async function sampleClouds(
  snapshot: Snapshot,
  { atLeast = 1, atMost = Infinity }: SampleLimits = {},
): Promise<Clouds | { readonly absent: string }> {
  const { target, sampleCount, realCount } = snapshot;
  const few = tooFew({ generated: sampleCount, real: realCount }, bothOf(atLeast));
  if (few !== null) return { absent: few };
  const { generated, real } = await snapshot.samples();
  const { n, m } = usedCounts(snapshot, atMost);
  const { dim } = target;
  const reason = await snapshot.share('clouds/reason', async () => whyNoDistances(generated, real, dim));
  if (reason !== null) return { absent: reason };
  const first = { generated: generated.subarray(0, n * dim), real: real.subarray(0, m * dim), n, m, dim };
  return { ...first, pairs: await pairsOf(snapshot, first) };
}

function whyNoDistances(generated: Float64Array, real: Float64Array, dim: number): string | null {
  if (!generated.every(Number.isFinite)) return "G's output is not finite";
  if (!(isWithin(generated) && isWithin(real))) return `samples beyond ${MAX_COORDINATE}: squared distances overflow`;
  const apart = spreadOf(generated, real, dim);
  return apart > 0 && apart < MIN_SPREAD
    ? `samples within ${MIN_SPREAD} of each other: squared distances underflow`
    : null;
}

function bothOf(counts: Counts): Readonly<Record<SampleName, number>> {
  return typeof counts === 'number' ? { generated: counts, real: counts } : counts;
}

function tooFew(
  got: Readonly<Record<SampleName, number>>,
  needed: Readonly<Record<SampleName, number>>,
): string | null {
  const lacking = (['generated', 'real'] as const).filter((side) => got[side] < needed[side]);
  if (lacking.length === 0) return null;
  const [side] = lacking;
  // Where both sides have as many, their number is not that of one of them.
  const whose = got.generated === got.real ? '' : side === 'generated' ? ' of G' : ' of the data';
  return `needs ${needed[side]} samples${whose}, got ${got[side]}`;
}

/** How many samples of each side a metric uses: n of G, m of the data. */
function usedCounts({ sampleCount, realCount }: Pick<Snapshot, 'sampleCount' | 'realCount'>, atMost: Counts) {
  const most = bothOf(atMost);
  return { n: Math.min(sampleCount, most.generated), m: Math.min(realCount, most.real) };
}

/** The numbers of samples that a metric uses, for people: `400 samples of each`, `12 samples of G and 23 of the data`. */
export function countsText(snapshot: Pick<Snapshot, 'sampleCount' | 'realCount'>, atMost: Counts = Infinity): string {
  const { n, m } = usedCounts(snapshot, atMost);
  return n === m ? `${plural(n, 'sample')} of each` : `${plural(n, 'sample')} of G and ${m} of the data`;
}

export const MIN_KEPT_DIM = 8; // in fewer dimensions a distance is computed as fast as it is read
const MAX_KEPT_SAMPLES = 2500; // of each side: 100 MB in all

/** `firstPairs` of those that a snapshot keeps, or has been given, or else computed whenever they are asked for. */
async function pairsOf(snapshot: Snapshot, { generated, real, n, m, dim }: Omit<Clouds, 'pairs'>): Promise<CloudPairs> {
  const { sampleCount, realCount } = snapshot;
  const pairsFrom = (make: typeof keptSquares, a: Float64Array, b: Float64Array): CloudPairs => ({
    generated: make({ a, dim }),
    real: make({ a: b, dim }),
    between: make({ a, b, dim }),
  });
  if (Math.max(sampleCount, realCount) > MAX_KEPT_SAMPLES || dim < MIN_KEPT_DIM)
    return pairsFrom(computedSquares, generated, real);
  const all = await snapshot.share<CloudPairs>(KEPT_PAIRS, async () => {
    const both = await snapshot.samples();
    return pairsFrom(keptSquares, both.generated, both.real);
  });
  if (n === sampleCount && m === realCount) return all;
  return {
    generated: firstPairs(all.generated, n, n),
    real: firstPairs(all.real, m, m),
    between: firstPairs(all.between, n, m),
  };
}

/** What a snapshot shares: the `CloudPairs` of all its samples. */
export const KEPT_PAIRS = 'clouds/pairs';

/**
 * For each of the points the squares of the distances to the `count` nearest of them, ascending, the point itself among them: valid until
 * the next call. `pairs`: those of the points.
 */
export function nearestSquares(
  points: Float64Array,
  pairs: PairSquares,
  { count, dim }: { readonly count: number; readonly dim: number },
): (row: number) => Float64Array {
  const nearest = new Float64Array(count);
  // Squares that are not kept would be computed for all pairs, where a tree computes few of them if the points lie on a plane.
  const tree = dim < MIN_KEPT_DIM || points.length > MAX_KEPT_SAMPLES * dim ? kdTree(points, dim) : null;
  return (row) => {
    if (tree) tree.nearestSquared(points, row, nearest);
    else leastInto(nearest, pairs.ofRow(row));
    return nearest;
  };
}

/** The mean distance between two of G's samples, computed once a snapshot. `pairs`: of the first samples, always as many. */
export function generatedDistance(snapshot: Snapshot, pairs: PairSquares): Promise<number> {
  return snapshot.share(`clouds/generated distance/${pairs.rows}`, async () => meanDistance(pairs));
}

const MAX_COORDINATE = 1e150; // absolute value: squares of it are finite

const MIN_SPREAD = 1e-140; // length: squares of 1e-10 times it are not 0

/** The longest side of the bounding box of both. */
function spreadOf(generated: Float64Array, real: Float64Array, dim: number): number {
  const lows = new Float64Array(dim).fill(Infinity);
  const highs = new Float64Array(dim).fill(-Infinity);
  for (const x of [generated, real])
    for (let at = 0; at < x.length; at += dim)
      for (let i = 0; i < dim; i++) {
        const value = x[at + i];
        if (value < lows[i]) lows[i] = value;
        if (value > highs[i]) highs[i] = value;
      }
  return highs.reduce((longest, high, i) => Math.max(longest, high - lows[i]), 0);
}

function isWithin(x: Float64Array): boolean {
  return x.every((value) => value <= MAX_COORDINATE && value >= -MAX_COORDINATE);
}

/** A metric value from both sets of samples; absent where it is NaN. */
export async function valueOfClouds(
  snapshot: Snapshot,
  limits: SampleLimits,
  of: (clouds: Clouds) => number | MetricValue | Promise<number | MetricValue>,
): Promise<MetricValue> {
  const found = await sampleClouds(snapshot, limits);
  if ('absent' in found) return found;
  const value = await of(found);
  return typeof value === 'number' ? metricValue(value, 'the value on these samples is not a number') : value;
}
