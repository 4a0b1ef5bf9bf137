/** At which level a value counts as other than the data's own: one correction for all criteria of all failure modes. */
import { firstIndex } from '../../core/math/first-index.js';
import { incompleteBeta } from '../../core/math/special/beta.js';
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

/** P(X < k) of a binomial X of n trials with this chance: 1 - I_chance(k, n - k + 1). DLMF 8.17.5. */
export function binomialBelow(k: number, n: number, chance: number): number {
  if (k <= 0) return 0;
  if (k > n) return 1;
  if (chance >= 1) return 0;
  if (chance <= 0) return 1;
  return incompleteBeta(1 - chance, { a: n - k + 1, b: k });
}

/** The number of successes of n trials that is undercut with probability `LEVEL` at most. */
export function fewestSuccesses(n: number, chance: number): number {
  return firstIndex(n, (fewest) => binomialBelow(fewest + 1, n, chance) > LEVEL);
}

/** The number of successes of n trials that is passed with probability `LEVEL` at most. */
export function mostSuccesses(n: number, chance: number): number {
  return n - fewestSuccesses(n, 1 - chance);
}
