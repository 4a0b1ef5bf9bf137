/** The two clouds that sample-based metrics compare. */
import { mean } from '../../core/math/statistics/statistics.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { type MetricValue, metricValue } from '../../records/metric-value.js';

export interface Clouds {
  /** Rows of `dim`, `n` each. */
  readonly generated: Float64Array;
  readonly real: Float64Array;
  readonly n: number;
  readonly dim: number;
}

export interface Needs {
  /** Samples without which the metric says nothing. */
  readonly atLeast?: number;
  /** Samples past which it would take too long: the first so many are taken. */
  readonly atMost?: number;
}

/** G's samples and the data's, or why there are none. */
export async function clouds(
  snapshot: Snapshot,
  { atLeast = 1, atMost = Infinity }: Needs = {},
): Promise<Clouds | { readonly absent: string }> {
  const { target, sampleCount } = snapshot;
  if (sampleCount < atLeast) return { absent: `needs ${atLeast} samples, got ${sampleCount}` };
  const { generated, real } = await snapshot.samples();
  if (!generated.every(Number.isFinite)) return { absent: "G's output is not finite" };
  if (!(isWithin(generated) && isWithin(real)))
    return { absent: `samples lie beyond ${FARTHEST}: squared distances overflow` };
  const n = Math.min(sampleCount, atMost);
  const { dim } = target;
  const apart = spreadOf(generated, real, dim);
  if (apart > 0 && apart < NEAREST)
    return { absent: `samples lie within ${NEAREST} of each other: squared distances underflow` };
  return { generated: generated.subarray(0, n * dim), real: real.subarray(0, n * dim), n, dim };
}

const FARTHEST = 1e150; // sums of squares of what is nearer are numbers still

const NEAREST = 1e-140; // squares of a ten-billionth of it are numbers still

/** The longest side of the box that holds both clouds. */
function spreadOf(generated: Float64Array, real: Float64Array, dim: number): number {
  let longest = 0;
  for (let i = 0; i < dim; i++) {
    let [low, high] = [Infinity, -Infinity];
    for (const x of [generated, real])
      for (let at = i; at < x.length; at += dim) {
        if (x[at] < low) low = x[at];
        if (x[at] > high) high = x[at];
      }
    longest = Math.max(longest, high - low);
  }
  return longest;
}

function isWithin(x: Float64Array): boolean {
  return x.every((value) => value <= FARTHEST && value >= -FARTHEST);
}

export async function readClouds(
  snapshot: Snapshot,
  needs: Needs,
  of: (clouds: Clouds) => number | MetricValue,
): Promise<MetricValue> {
  const found = await clouds(snapshot, needs);
  if ('absent' in found) return found;
  const value = of(found);
  return typeof value === 'number' ? metricValue(value, 'the samples give no number') : value;
}

/** Standard deviation of each coordinate. */
export function columnDeviations(x: Float64Array, dim: number): number[] {
  return Array.from({ length: dim }, (_, i) => {
    const column = Float64Array.from({ length: x.length / dim }, (_, row) => x[row * dim + i]);
    const centre = mean(column);
    return Math.sqrt(mean(column.map((value) => (value - centre) ** 2)));
  });
}

export function squaredDistance(a: Float64Array, rowA: number, b: Float64Array, rowB: number, dim: number): number {
  let sum = 0;
  for (let i = 0, atA = rowA * dim, atB = rowB * dim; i < dim; i++) sum += (a[atA + i] - b[atB + i]) ** 2;
  return sum;
}

/** Mean over all pairs of a row of each; with one cloud, over pairs of different rows. */
export function pairMean(
  { a, b, dim }: { readonly a: Float64Array; readonly b?: Float64Array; readonly dim: number },
  of: (squaredDistance: number) => number,
): number {
  const other = b ?? a;
  const rows = a.length / dim;
  const columns = other.length / dim;
  let sum = 0;
  for (let i = 0; i < rows; i++)
    for (let j = b ? 0 : i + 1; j < columns; j++) sum += of(squaredDistance(a, i, other, j, dim));
  return sum / (b ? rows * columns : (rows * (rows - 1)) / 2);
}
