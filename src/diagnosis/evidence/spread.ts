/** How far apart samples of the data are: the mean distance between two, and their effective number. */
import { squaredDistance } from '../../core/math/geometry/distances.js';
import { computedSquares } from '../../core/math/geometry/pair-squares.js';
import { mean, variance } from '../../core/math/statistics/statistics.js';
import { defaultBandwidth, MAX_VENDI_SAMPLES, vendiScore } from '../../metrics/diversity/_vendi-score.js';
import { LEVEL_DEVIATIONS } from './level.js';
import { affordableRows, drawsOrReason, perTarget } from './reference-draws.js';
import type { Absent, RunTrace, Series } from './run-trace.js';

export interface Spread {
  readonly series: Series;
  /** The metric's value at q = p. */
  readonly own: number;
  /** The value from which on samples are in one spot. */
  readonly limit: number;
  /** That value without the noise of samples. */
  readonly bySize: number;
}

/** The first of pairwise-distance and vendi that is measured, with the value up to which samples are in one spot: a share of the data's own. */
export function spreadOf({ first, target, samples }: RunTrace, share: number): Spread | Absent {
  const series = first(['pairwise-distance', 'vendi']);
  if ('absent' in series) return series;
  if (!target) return { absent: 'the target can no longer be created' };
  if (series.metric === 'vendi') {
    const { bandwidth, order = 1 } = series.choice;
    const width = bandwidth === undefined ? undefined : Number(bandwidth);
    const own = vendiOf(target, Math.min(MAX_VENDI_SAMPLES, samples), width, Number(order));
    if (typeof own !== 'number') return own;
    const bySize = 1 + share * (own - 1); // of samples in one point it is 1
    return { series, own, limit: bySize, bySize };
  }
  const own = ownDistance(target);
  if ('absent' in own) return own;
  const bySize = share * own.mean;
  const limit = Math.min(bySize, own.mean - LEVEL_DEVIATIONS * own.errorOf(samples));
  return limit > 0
    ? { series, own: own.mean, limit, bySize }
    : { absent: `${series.column} of ${samples} samples of the data itself may be 0: raise measure.samples` };
}

const MAX_ROWS = 1000;
const MIN_ROWS = 100;

/** The mean distance between two rows of the data, and the standard error of such a mean over n samples. */
const ownDistance = perTarget((target): { readonly mean: number; errorOf(n: number): number } | Absent => {
  const { dim } = target;
  const x = drawsOrReason(target, affordableRows(dim, { min: MIN_ROWS, max: MAX_ROWS }));
  if ('absent' in x) return x;
  const rows = x.length / dim;
  const sums = new Float64Array(rows);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < i; j++) {
      const distance = Math.sqrt(squaredDistance(x, i, x, j, dim));
      sums[i] += distance;
      sums[j] += distance;
    }
  const means = sums.map((sum) => sum / (rows - 1));
  const ofRows = variance(means, 1);
  // A U-statistic of order 2: four times the variance of its projection, over n; and that of the reference itself.
  return { mean: mean(means), errorOf: (n) => 2 * Math.sqrt(ofRows * (1 / n + 1 / rows)) };
});

const vendiOf = perTarget((target, n: number, bandwidth: number | undefined, order: number): number | Absent => {
  const x = drawsOrReason(target, n);
  if ('absent' in x) return x;
  const pairs = computedSquares({ a: x, dim: target.dim });
  const width = bandwidth ?? defaultBandwidth(target, pairs);
  const value = width > 0 ? vendiScore(pairs, { width, order }) : null;
  return value ?? { absent: 'the median distance in the data is 0' };
});
