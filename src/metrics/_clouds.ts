/** The two sets of samples that metrics compare: G's and the data's. */
import type { Snapshot } from '../core/snapshot/snapshot.js';
import { type MetricValue, metricValue } from '../records/metric-value.js';

export interface Clouds {
  /** `n` rows of `dim` numbers each. */
  readonly generated: Float64Array;
  readonly real: Float64Array;
  readonly n: number;
  readonly dim: number;
}

export interface SampleLimits {
  /** Fewer samples make the metric absent. */
  readonly atLeast?: number;
  /** Of more samples the first so many are used. */
  readonly atMost?: number;
}

/** G's samples and the data's; absent where there are too few, or where their distances are not finite. */
export async function sampleClouds(
  snapshot: Snapshot,
  { atLeast = 1, atMost = Infinity }: SampleLimits = {},
): Promise<Clouds | { readonly absent: string }> {
  const { target, sampleCount } = snapshot;
  if (sampleCount < atLeast) return { absent: `needs ${atLeast} samples, got ${sampleCount}` };
  const { generated, real } = await snapshot.samples();
  if (!generated.every(Number.isFinite)) return { absent: "G's output is not finite" };
  if (!(isWithin(generated) && isWithin(real)))
    return { absent: `samples beyond ${MAX_COORDINATE}: squared distances overflow` };
  const n = Math.min(sampleCount, atMost);
  const { dim } = target;
  const apart = spreadOf(generated, real, dim);
  if (apart > 0 && apart < MIN_SPREAD)
    return { absent: `samples within ${MIN_SPREAD} of each other: squared distances underflow` };
  return { generated: generated.subarray(0, n * dim), real: real.subarray(0, n * dim), n, dim };
}

const MAX_COORDINATE = 1e150; // absolute value: squares of it are finite

const MIN_SPREAD = 1e-140; // length: squares of 1e-10 times it are not 0

/** The longest side of the bounding box of both. */
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
