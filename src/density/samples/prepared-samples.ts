/** The two samples of an estimate: drawn, without duplicates or dequantised, every coordinate over its standard deviation in the data. */
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { copiesReason } from './copies.js';
import { exactCopies, withoutDuplicates, withoutRounding } from './duplicates.js';
import { densitySamples } from './histogram.js';
import type { TwoSamples } from './knn-distances.js';
import { type StandardizedSamples, standardize } from './standardize.js';

const MAX_SAMPLES = 8192; // a standard error of about 0.01 nats at p = q; the time of neighbour searches grows quadratically

/** Samples of G and fresh draws of the target; of data that is known from samples alone, those. Each row of a file once. */
export function drawTwoSamples(snapshot: Snapshot): Promise<TwoSamples | { readonly absent: string }> {
  return snapshot.share('density/two-samples', async () => {
    const { target } = snapshot;
    const { dim } = target;
    const notFinite = { absent: "G's output is not finite" };
    const first = (x: Float64Array, rows: number) => x.subarray(0, rows * dim);
    const measured = await snapshot.samples();
    if (target.unknown !== undefined) {
      if (!measured.generated.every(Number.isFinite)) return notFinite;
      return { generated: first(measured.generated, MAX_SAMPLES), real: first(measured.real, MAX_SAMPLES), dim };
    }
    const generated = first(dim <= 2 ? await densitySamples(snapshot) : measured.generated, MAX_SAMPLES);
    if (!generated.every(Number.isFinite)) return notFinite;
    const wanted = Math.min(Math.max(generated.length / dim, snapshot.realCount), MAX_SAMPLES) * dim;
    const real = new Float64Array(Math.min(wanted, target.rows?.length ?? Infinity));
    target.sample(real, snapshot.stream('density/real'));
    return { generated, real, dim };
  });
}

export interface PreparedSamples extends StandardizedSamples {
  /** The rows of `samples` in x's own units, where log p is known. */
  readonly original: TwoSamples;
  /** What was done to rounded samples, for people; empty: nothing. */
  readonly dequantization: string;
}

/** Samples as they are, for a bandwidth that is given in units of x. */
export function unprepared(samples: TwoSamples): PreparedSamples {
  return { original: samples, samples, logScale: 0, dequantization: '' };
}

/** Without duplicates, every coordinate over its standard deviation in the data. */
export function prepareSamples(
  snapshot: Snapshot,
  drawn: TwoSamples,
): Promise<PreparedSamples | { readonly absent: string }> {
  return snapshot.share('density/prepared-samples', async () => {
    const copied = exactCopies(drawn);
    if (copied !== null) return { absent: copiesReason(copied) };
    const distinct = withoutDuplicates(drawn);
    if (!('absent' in distinct)) return standardized(distinct, '');
    const unrounded = withoutRounding(drawn, snapshot.stream('density/rounding'));
    const unroundedDistinct = unrounded && withoutDuplicates(unrounded.samples);
    if (!unroundedDistinct || 'absent' in unroundedDistinct) return distinct;
    const units = unrounded.units.join(' and ');
    return standardized(unroundedDistinct, `, rounded to ${units} and dequantised by up to half of that`);
  });
}

function standardized(original: TwoSamples, dequantization: string): PreparedSamples | { readonly absent: string } {
  const rescaled = standardize(original);
  return 'absent' in rescaled ? rescaled : { ...rescaled, original, dequantization };
}
