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

/** `4,000`: samples of the data pass a limit in one of so many cases. */
export const CASES = Math.round(1 / LEVEL).toLocaleString('en');

interface Limit {
  readonly limit: number;
  /** The value at q = p. */
  readonly own: number;
  /** The limit by size, where the noise of samples does not move it. */
  readonly bySize: number;
  readonly samples: number;
}

/** Where a limit comes from: `limit, 0.8 times the 0.969 at q = p`, or the noise of so many samples. */
export function limitText({ limit, own, bySize, samples }: Limit): string {
  const short = (value: number) => String(Number(value.toPrecision(3)));
  if (limit === bySize && own > 0) return `limit, ${short(bySize / own)} times the ${short(own)} at q = p`;
  if (limit === bySize) return `limit; ${short(own)} at q = p`;
  return `limit, which ${samples} samples of the data pass in one of ${CASES} cases; ${short(own)} at q = p`;
}

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
