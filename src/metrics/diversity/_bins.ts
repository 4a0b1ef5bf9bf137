/** The data's bins, and how many of the data and of G's samples fall into each. */

import { kMeans, nearestCentres } from '../../core/math/geometry/k-means.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { isSampled } from '../../density/known-density.js';
import type { MetricValue } from '../../records/metric-value.js';
import { type Clouds, sampleClouds } from '../_clouds.js';
import { heldOut } from '../_held-out.js';
import { sampleCountText } from '../_sample-count.js';

export const MOST = 5000;

export interface Bins {
  /** Samples in each bin. */
  readonly real: Int32Array;
  readonly generated: Int32Array;
  /** Samples in all. */
  readonly n: number;
}

/** k-means cells of further draws of the data: cells made of the compared samples themselves would fit them too well. */
export function bins(snapshot: Snapshot, count: number): Promise<Bins | { readonly absent: string }> {
  return snapshot.share(`diversity/bins/${count}`, async () => {
    // Half of what cannot be drawn again makes the bins.
    const isGiven = isSampled(snapshot.target);
    const found = await sampleClouds(snapshot, {
      atLeast: (isGiven ? 4 : 2) * count,
      atMost: isGiven ? 2 * MOST : MOST,
    });
    return 'absent' in found ? found : binned(snapshot, found, count);
  });
}

/** How many are compared, and what made the bins. */
export function binsSay({ target, sampleCount }: Snapshot, count: number): string {
  if (!isSampled(target)) return `${count} bins, ${sampleCountText(Math.min(MOST, sampleCount))} of each`;
  const given = Math.min(2 * MOST, sampleCount);
  return `${count} bins, made of half of the data; ${given - (given >> 1)} samples of each`;
}

export async function readBins(snapshot: Snapshot, count: number, of: (bins: Bins) => number): Promise<MetricValue> {
  const found = await bins(snapshot, count);
  return 'absent' in found ? found : { value: of(found) };
}

function binned(snapshot: Snapshot, found: Clouds, count: number): Bins {
  const { dim } = found;
  const { further, real } = heldOut(snapshot, found, { rows: found.n, purpose: 'bins' });
  const n = real.length / dim;
  const generated = found.generated.subarray(0, real.length);
  const centres = kMeans(further, dim, count, snapshot.stream('k-means'));
  const tally = (x: Float64Array) => {
    const counts = new Int32Array(centres.length / dim);
    for (const k of nearestCentres(x, dim, centres)) counts[k]++;
    return counts;
  };
  return { real: tally(real), generated: tally(generated), n };
}
