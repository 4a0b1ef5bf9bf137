/** McNemar's exact test of two paired answers of yes or no. doi:10.1007/BF02295996. */

export interface Discordant {
  /** Pairs in which only the one side says yes, and only the other. Pairs that agree say nothing. */
  readonly one: number;
  readonly other: number;
}

/** Two-sided: each pair that disagrees might as well have disagreed the other way. 1 where none does. */
export function mcnemar({ one, other }: Discordant): number {
  const n = one + other;
  let tail = 0;
  let share = 2 ** -n; // of the patterns in which k of n fall to the one side, from k = n down
  for (let k = n; k >= Math.max(one, other); k--) {
    tail += share;
    share *= k / (n - k + 1);
  }
  return Math.min(1, 2 * tail);
}
