/** At which level a value counts as other than the data's own: one correction for all criteria of all failure modes. */
import { logGamma } from '../../core/math/special/beta.js';
import { normalQuantile } from '../../core/math/special/special.js';

/** Share of perfect generators that any failure mode may be found in, at one measurement. */
export const FALSE_ALARM_RATE = 0.005;

const MAX_CRITERIA = 20; // comparisons with what the data's own samples give, over all failure modes

/** Probability that a perfect generator passes the limit of one criterion, by Bonferroni's correction. */
export const LEVEL = FALSE_ALARM_RATE / MAX_CRITERIA;

/** The normal quantile of that level: 3.48 standard errors. */
export const LEVEL_DEVIATIONS = normalQuantile(1 - LEVEL);

/** `99.975 %`: the probability that samples of the data stay within a limit. */
export const LEVEL_TEXT = `${Number((100 * (1 - LEVEL)).toPrecision(5))} %`;

/** P(X < k) of a binomial X of n trials with this chance. */
export function binomialBelow(k: number, n: number, chance: number): number {
  if (chance >= 1) return n < k ? 1 : 0;
  if (chance <= 0) return k > 0 ? 1 : 0;
  let below = 0;
  for (let i = 0; i < Math.min(k, n + 1); i++) {
    const ways = logGamma(n + 1) - logGamma(i + 1) - logGamma(n - i + 1);
    below += Math.exp(ways + i * Math.log(chance) + (n - i) * Math.log1p(-chance));
  }
  return Math.min(1, below);
}

const MIN_NORMAL_VARIANCE = 1000; // of a count: beyond, the normal quantile is within one of the exact one

/** The number of successes of n trials that is undercut with probability `LEVEL` at most. */
export function fewestSuccesses(n: number, chance: number): number {
  const variance = n * chance * (1 - chance);
  if (variance > MIN_NORMAL_VARIANCE) return Math.floor(n * chance - LEVEL_DEVIATIONS * Math.sqrt(variance));
  if (chance >= 1) return n;
  if (chance <= 0) return 0;
  let below = 0;
  for (let k = 0; k <= n; k++) {
    const ways = logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
    below += Math.exp(ways + k * Math.log(chance) + (n - k) * Math.log1p(-chance));
    if (below > LEVEL) return k;
  }
  return n;
}

/** The number of successes of n trials that is passed with probability `LEVEL` at most. */
export function mostSuccesses(n: number, chance: number): number {
  return n - fewestSuccesses(n, 1 - chance);
}
