/** McNemar's exact test for paired binary outcomes. doi:10.1007/BF02295996. */
import { incompleteBeta } from '../special/beta.js';

const MAX_SUMMED_PAIRS = 1000; // 2^-n is no longer a normal number from n = 1,023 on

export interface Discordant {
  /** Number of pairs in which only the first outcome is positive, and only the second. Concordant pairs do not count. */
  readonly one: number;
  readonly other: number;
}

/** The two-sided p-value: under the null hypothesis each discordant pair is equally likely either way. 1 for no discordant pair. */
export function mcnemar({ one, other }: Discordant): number {
  const n = one + other;
  const more = Math.max(one, other);
  if (n > MAX_SUMMED_PAIRS) return Math.min(1, 2 * incompleteBeta(0.5, { a: more, b: n - more + 1 }));
  let tail = 0;
  let share = 2 ** -n; // of the patterns in which k of n fall to the one side, from k = n down
  for (let k = n; k >= more; k--) {
    tail += share;
    share *= k / (n - k + 1);
  }
  return Math.min(1, 2 * tail);
}
