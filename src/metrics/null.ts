/** A null: what a metric reads at p_g = p_data from as many samples, as a distribution over draws of them. */

export interface Null {
  readonly mean: number;
  /** 2.5 % and 97.5 % of the readings lie below. */
  readonly low: number;
  readonly high: number;
  readonly draws: number;
  /** The value there without sampling noise; null where it is not known. */
  readonly ideal: number | null;
  /** What no q can exceed, sampling noise aside; null where there is no such number. A null is no such bound. */
  readonly bound: number | null;
}

const ENOUGH = 100; // draws from which their own quantiles are taken

/** The middle 95 %: the draws' quantiles; of few draws, a prediction interval of Student's t. */
export function nullFrom(
  values: Float64Array,
  { range, ideal, bound }: Pick<Null, 'ideal' | 'bound'> & { readonly range: readonly [number, number] },
): Null {
  const draws = values.length;
  const sorted = values.slice().sort();
  const mean = values.reduce((sum, value) => sum + value, 0) / draws;
  const at = (share: number) => sorted[Math.min(draws - 1, Math.floor(share * draws))];
  const known = { draws, ideal, bound };
  if (draws >= ENOUGH || draws < 2 || !Number.isFinite(mean))
    return { mean, low: at(0.025), high: at(0.975), ...known };
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (draws - 1);
  const reach = studentT975(draws - 1) * Math.sqrt(variance * (1 + 1 / draws));
  // Only what leaves its range anyway, an estimate whose bias was taken off, may have a null that does.
  const low = sorted[0] < range[0] ? -Infinity : range[0];
  const high = sorted[draws - 1] > range[1] ? Infinity : range[1];
  return { mean, low: Math.max(low, mean - reach), high: Math.min(high, mean + reach), ...known };
}

/** 97.5 % quantile of Student's t, by Cornish and Fisher's expansion: within 0.01 from 7 degrees of freedom on. */
function studentT975(freedom: number): number {
  const z = 1.959963984540054;
  const first = (z ** 3 + z) / 4;
  const second = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96;
  const third = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384;
  return z + first / freedom + second / freedom ** 2 + third / freedom ** 3;
}
