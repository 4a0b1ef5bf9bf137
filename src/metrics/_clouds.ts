/** The two clouds that sample-based metrics compare. */
import type { Snapshot } from '../core/snapshot/snapshot.js';
import { type MetricValue, metricValue } from '../records/metric-value.js';

export interface Clouds {
  /** Rows of `dim`, `n` each. */
  readonly generated: Float64Array;
  readonly real: Float64Array;
  readonly n: number;
  readonly dim: number;
}

export interface SampleLimits {
  /** Samples without which the metric says nothing. */
  readonly atLeast?: number;
  /** Samples past which it would take too long: the first so many are taken. */
  readonly atMost?: number;
}

/** G's samples and the data's, or why there are none. */
export async function sampleClouds(
  snapshot: Snapshot,
  { atLeast = 1, atMost = Infinity }: SampleLimits = {},
): Promise<Clouds | { readonly absent: string }> {
  const { target, sampleCount } = snapshot;
  if (sampleCount < atLeast) return { absent: `needs ${atLeast} samples, got ${sampleCount}` };
  const { generated, real } = await snapshot.samples();
  if (!generated.every(Number.isFinite)) return { absent: "G's output is not finite" };
  if (!(isWithin(generated) && isWithin(real)))
    return { absent: `samples lie beyond ${MAX_COORDINATE}: squared distances overflow` };
  const n = Math.min(sampleCount, atMost);
  const { dim } = target;
  const apart = spreadOf(generated, real, dim);
  if (apart > 0 && apart < MIN_SPREAD)
    return { absent: `samples lie within ${MIN_SPREAD} of each other: squared distances underflow` };
  return { generated: generated.subarray(0, n * dim), real: real.subarray(0, n * dim), n, dim };
}

const MAX_COORDINATE = 1e150; // sums of squares of what is nearer are numbers still

const MIN_SPREAD = 1e-140; // squares of a ten-billionth of it are numbers still

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
  return x.every((value) => value <= MAX_COORDINATE && value >= -MAX_COORDINATE);
}

export async function measureClouds(
  snapshot: Snapshot,
  needs: SampleLimits,
  of: (clouds: Clouds) => number | MetricValue,
): Promise<MetricValue> {
  const found = await sampleClouds(snapshot, needs);
  if ('absent' in found) return found;
  const value = of(found);
  return typeof value === 'number' ? metricValue(value, 'the samples give no number') : value;
}
