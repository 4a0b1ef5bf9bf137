/** The interquartile mean (IQM) with a seeded bootstrap interval: what rliable reports, arXiv:2108.13264. */
import { stream } from './random.js';
import { type Interval, mean, sortedQuantile } from './statistics.js';

/**
 * Mean of the middle half: floor(n / 4) values are cut from each end, as by scipy's trim_mean(values, 0.25). There are no
 * fractional weights: of 10 values the middle 6 count, of fewer than 4 all. NaN for no values.
 */
export function interquartileMean(values: ArrayLike<number>): number {
  return middleMean(Float64Array.from(values).sort());
}

function middleMean(sorted: Float64Array): number {
  const cut = Math.floor(sorted.length / 4);
  return mean(sorted.subarray(cut, sorted.length - cut));
}

export interface Bootstrapped extends Interval {
  readonly confidence: number;
  readonly resamples: number;
  readonly seed: number;
}

/**
 * Percentile-bootstrap interval of the interquartile mean, two-sided. The same values in any order give the same bits. Infinite
 * values may make an end infinite. NaN for no values; a single value is its own interval, which says nothing.
 */
export function bootstrapInterval(
  values: ArrayLike<number>,
  { confidence = 0.95, resamples = 10_000, seed = 1 } = {},
): Bootstrapped {
  const from = Float64Array.from(values).sort();
  const draws = stream({ seed, purpose: 'bootstrap', step: 0 });
  const drawn = new Uint32Array(from.length); // how often each value was: in order without sorting
  const resample = new Float64Array(from.length);
  const means = new Float64Array(resamples);
  for (let i = 0; i < resamples; i++) {
    drawn.fill(0);
    for (let k = 0; k < from.length; k++) drawn[draws.integer(from.length)] += 1;
    for (let k = 0, at = 0; k < from.length; k++)
      for (let times = drawn[k]; times > 0; times--) resample[at++] = from[k];
    means[i] = middleMean(resample);
  }
  means.sort();
  const tail = (1 - confidence) / 2;
  return { low: sortedQuantile(means, tail), high: sortedQuantile(means, 1 - tail), confidence, resamples, seed };
}
