/** The null of a metric: the distribution of its values at q = p, over draws of as many samples. */
import { power } from '../../core/math/special/power.js';
import { mean, variance } from '../../core/math/statistics/statistics.js';

export interface Null {
  readonly mean: number;
  /** 2.5 % and 97.5 % quantiles. */
  readonly low: number;
  readonly high: number;
  readonly draws: number;
  /** The metric's value at q = p without sampling noise; null where it is not known. */
  readonly ideal: number | null;
  /**
   * The most that any q reaches, sampling noise aside; null where there is no such number. The null itself is no bound.
   */
  readonly bound: number | null;
  /**
   * Samples of G in a draw, where the rows of the data allow fewer than those of the value: then the value of so many samples is to
   * be compared with it.
   */
  readonly samples?: number;
  /** Beside `samples`, where the data has another number of them. */
  readonly real?: number;
}

const MIN_DRAWS_FOR_QUANTILES = 100; // of fewer draws the 2.5 % quantile is little more than the least of them

/**
 * The mean and the middle 95 % of `values`, one a draw: their own quantiles, or of fewer than 100 draws a prediction
 * interval of Student's t, clamped to `range` on each side on which no draw leaves it.
 */
export function nullFrom(
  values: Float64Array,
  { range, ideal, bound }: Pick<Null, 'ideal' | 'bound'> & { readonly range: readonly [number, number] },
): Null {
  const draws = values.length;
  const sorted = values.slice().sort();
  const center = mean(values);
  const at = (share: number) => sorted[Math.min(draws - 1, Math.floor(share * draws))];
  const known = { draws, ideal, bound };
  if (draws >= MIN_DRAWS_FOR_QUANTILES || draws < 2 || !Number.isFinite(center))
    return { mean: center, low: at(0.025), high: at(0.975), ...known };
  const reach = studentT975(draws - 1) * Math.sqrt(variance(values, 1) * (1 + 1 / draws));
  // Only a bias-corrected estimate leaves its metric's range; of any other the interval must not.
  const low = sorted[0] < range[0] ? -Infinity : range[0];
  const high = sorted[draws - 1] > range[1] ? Infinity : range[1];
  return { mean: center, low: Math.max(low, center - reach), high: Math.min(high, center + reach), ...known };
}

/** 97.5 % quantile of Student's t by the Cornish-Fisher expansion: within 0.01 from 7 degrees of freedom on. */
function studentT975(freedom: number): number {
  const z = 1.959963984540054;
  const first = (power(z, 3) + z) / 4;
  const second = (5 * power(z, 5) + 16 * power(z, 3) + 3 * z) / 96;
  const third = (3 * power(z, 7) + 19 * power(z, 5) + 17 * power(z, 3) - 15 * z) / 384;
  return z + first / freedom + second / freedom ** 2 + third / power(freedom, 3);
}
