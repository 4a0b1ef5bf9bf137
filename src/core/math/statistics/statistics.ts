/** Means, quantiles and intervals on shares. */
import { incompleteBetaInverse } from '../special/beta.js';
import { normalQuantile } from '../special/special.js';

export interface Interval {
  readonly low: number;
  readonly high: number;
}

export interface Share {
  readonly successes: number;
  readonly trials: number;
}

/** Arithmetic mean; NaN for no values. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
}

/** The sum of squared distances from the mean over n - `ddof`, as numpy's `var`; NaN where n is not above `ddof`. */
export function variance(values: ArrayLike<number>, ddof: 0 | 1): number {
  const center = mean(values);
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] - center) ** 2;
  return values.length > ddof ? sum / (values.length - ddof) : Number.NaN;
}

/**
 * Quantile of level in [0, 1], linear between order statistics (type 7 of R, the default of numpy); NaN for no values. Between
 * a finite and an infinite value it is infinite.
 */
export function quantile(values: ArrayLike<number>, level: number): number {
  return sortedQuantile(Float64Array.from(values).sort(), level);
}

/** The same of values that are in ascending order already. */
export function sortedQuantile(sorted: ArrayLike<number>, level: number): number {
  if (!(level >= 0 && level <= 1)) throw new RangeError(`quantile: level must be in [0, 1], got ${level}`);
  const position = (sorted.length - 1) * level;
  const below = sorted[Math.floor(position)] ?? Number.NaN;
  const above = sorted[Math.ceil(position)] ?? Number.NaN;
  const weight = position - Math.floor(position);
  return weight === 0 || below === above ? below : below * (1 - weight) + above * weight;
}

/** The quantile of level 1/2; NaN for no values. */
export function median(values: ArrayLike<number>): number {
  return quantile(values, 0.5);
}

/** Wilson's score interval on a share, two-sided. No trials: [0, 1]. Wilson 1927, doi:10.1080/01621459.1927.10502953. */
export function wilson({ successes, trials }: Share, confidence = 0.95): Interval {
  requireShare('Wilson interval', { successes, trials }, confidence);
  return trials === 0 ? { low: 0, high: 1 } : wilsonOfRate(successes / trials, trials, confidence);
}

/** The same of a share that was found in more trials than are independent of each other: `trials` is how many are. */
export function wilsonOfRate(share: number, trials: number, confidence = 0.95): Interval {
  const z = normalQuantile(0.5 + confidence / 2);
  const centre = share + (z * z) / (2 * trials);
  const half = z * Math.sqrt((share * (1 - share)) / trials + (z * z) / (4 * trials * trials));
  const scale = 1 + (z * z) / trials;
  return {
    low: share === 0 ? 0 : (centre - half) / scale,
    high: share === 1 ? 1 : (centre + half) / scale,
  };
}

/** Clopper-Pearson's exact interval on a share, two-sided: covers at least `confidence`. No trials: [0, 1]. doi:10.1093/biomet/26.4.404. */
export function clopperPearson({ successes, trials }: Share, confidence = 0.95): Interval {
  requireShare('Clopper-Pearson interval', { successes, trials }, confidence);
  const tail = (1 - confidence) / 2;
  const failures = trials - successes;
  return {
    low: successes === 0 ? 0 : incompleteBetaInverse(tail, { a: successes, b: failures + 1 }),
    high: failures === 0 ? 1 : incompleteBetaInverse(1 - tail, { a: successes + 1, b: failures }),
  };
}

function requireShare(what: string, { successes, trials }: Share, confidence: number): void {
  const whole = Number.isSafeInteger(successes) && Number.isSafeInteger(trials);
  if (!(whole && successes >= 0 && successes <= trials)) {
    throw new RangeError(`${what}: needs whole numbers 0 <= successes <= trials, got ${successes} of ${trials}`);
  }
  if (!(confidence > 0 && confidence < 1))
    throw new RangeError(`${what}: confidence must be in (0, 1), got ${confidence}`);
}
