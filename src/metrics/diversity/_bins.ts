/** Bins of the data, with the numbers of the data's and of G's samples in each. */

import { kMeans, nearestCentres } from '../../core/math/geometry/k-means.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { isSampled } from '../../density/known-density.js';
import type { MetricValue } from '../../records/metric-value.js';
import { type Clouds, countsText, sampleClouds } from '../_clouds.js';
import { holdOut } from '../_held-out.js';

const MAX_SAMPLES = 5000; // compared, of each side
const MIN_PER_BIN = 2; // samples of each side, in the mean

export interface Bins {
  /** Numbers of samples, one a bin. */
  readonly real: Int32Array;
  readonly generated: Int32Array;
  /** Number of G's samples. */
  readonly n: number;
  /** Number of the data's samples that are compared. */
  readonly m: number;
}

/** k-means cells of held-out data: cells fitted to the compared samples would fit them better than any others. */
function bins(snapshot: Snapshot, count: number): Promise<Bins | { readonly absent: string }> {
  return snapshot.share(`diversity/bins/${count}`, async () => {
    // Data that is known from samples only cannot be drawn again: half of it defines the bins.
    const parts = isSampled(snapshot.target) ? 2 : 1;
    const found = await sampleClouds(snapshot, {
      atLeast: { generated: MIN_PER_BIN * count, real: parts * MIN_PER_BIN * count },
      atMost: { generated: MAX_SAMPLES, real: parts * MAX_SAMPLES },
    });
    return 'absent' in found ? found : binned(snapshot, found, count);
  });
}

/** The estimator's text: how many samples are compared, and what made the bins. */
export function binsEstimator({ target, sampleCount, realCount }: Snapshot, count: number): string {
  if (!isSampled(target)) return `${count} bins, ${countsText({ sampleCount, realCount }, MAX_SAMPLES)}`;
  const given = Math.min(2 * MAX_SAMPLES, realCount);
  const compared = countsText({ sampleCount, realCount: given - (given >> 1) }, MAX_SAMPLES);
  return `${count} bins of one half of the data; ${compared}`;
}

export async function valueOfBins(snapshot: Snapshot, count: number, of: (bins: Bins) => number): Promise<MetricValue> {
  const found = await bins(snapshot, count);
  return 'absent' in found ? found : { value: of(found) };
}

function binned(snapshot: Snapshot, found: Clouds, count: number): Bins {
  const { dim, generated, n } = found;
  const { heldOut, real } = holdOut(snapshot, found, { rows: found.m, purpose: 'bins' });
  const centres = kMeans(heldOut, dim, count, snapshot.stream('k-means'));
  const tally = (x: Float64Array) => {
    const counts = new Int32Array(centres.length / dim);
    for (const k of nearestCentres(x, dim, centres)) counts[k]++;
    return counts;
  };
  return { real: tally(real), generated: tally(generated), n, m: real.length / dim };
}
