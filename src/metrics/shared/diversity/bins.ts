/** The data's bins, and how many of the data and of G's samples fall into each. */
import type { Reading } from '../../../core/reading.js';
import type { Snapshot } from '../../snapshot.js';
import { type Clouds, clouds } from '../samples/clouds.js';
import { kMeans, nearestCentres } from './k-means.js';

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
    const found = await clouds(snapshot, { atLeast: 2 * count, atMost: MOST });
    return 'absent' in found ? found : binned(snapshot, found, count);
  });
}

export async function readBins(snapshot: Snapshot, count: number, of: (bins: Bins) => number): Promise<Reading> {
  const found = await bins(snapshot, count);
  return 'absent' in found ? found : { value: of(found) };
}

function binned(snapshot: Snapshot, { generated, real, n, dim }: Clouds, count: number): Bins {
  const training = new Float64Array(n * dim);
  snapshot.target.sample(training, snapshot.stream('bins'));
  const centres = kMeans(training, dim, count, snapshot.stream('k-means'));
  const tally = (x: Float64Array) => {
    const counts = new Int32Array(centres.length / dim);
    for (const k of nearestCentres(x, dim, centres)) counts[k]++;
    return counts;
  };
  return { real: tally(real), generated: tally(generated), n };
}
