/** The interquartile mean (IQM) with a seeded bootstrap interval: what rliable reports, arXiv:2108.13264. */
import { maximum } from '../long-lists.js';
import { stream } from '../random/random.js';
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
 * values may make an end infinite. NaN for no values; a single value is its own interval, without information.
 *
 * `groups`: one label a value. Values of one group are not independent of each other, and are drawn together. Absent: each
 * by itself.
 */
export function bootstrapInterval(
  values: readonly number[],
  {
    confidence = 0.95,
    resamples = 10_000,
    seed = 1,
    groups,
  }: { confidence?: number; resamples?: number; seed?: number; groups?: readonly number[] } = {},
): Bootstrapped {
  const { from, groupOf, count, most } = grouped(values, groups);
  const draws = stream({ seed, purpose: 'bootstrap', step: 0 });
  const drawn = new Uint32Array(count); // how often each group was: values in order without sorting
  const resample = new Float64Array(count * most);
  const means = new Float64Array(resamples);
  for (let i = 0; i < resamples; i++) {
    drawn.fill(0);
    for (let k = 0; k < count; k++) drawn[draws.integer(count)] += 1;
    let size = 0;
    for (let k = 0; k < from.length; k++)
      for (let times = drawn[groupOf[k]]; times > 0; times--) resample[size++] = from[k];
    means[i] = middleMean(resample.subarray(0, size));
  }
  means.sort();
  const tail = (1 - confidence) / 2;
  return { low: sortedQuantile(means, tail), high: sortedQuantile(means, 1 - tail), confidence, resamples, seed };
}

/** The values in ascending order, and each one's group, counted from 0 in the order in which they first appear there. */
function grouped(values: readonly number[], groups: readonly number[] = [...values.keys()]) {
  const order = [...values.keys()].sort((a, b) => values[a] - values[b] || groups[a] - groups[b]);
  const numbers = new Map<number, number>();
  const sizes: number[] = [];
  const groupOf = order.map((i) => {
    const known = numbers.get(groups[i]) ?? numbers.size;
    numbers.set(groups[i], known);
    sizes[known] = (sizes[known] ?? 0) + 1;
    return known;
  });
  return { from: order.map((i) => values[i]), groupOf, count: sizes.length, most: Math.max(0, maximum(sizes)) };
}
