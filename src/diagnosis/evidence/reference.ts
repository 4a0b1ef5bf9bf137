/** Metrics on modes at q = p, in closed form: the reference that failure modes compare a run with. */

import type { Choice } from '../../core/gan/setting.js';
import type { Distribution } from '../../core/gan/targets/_target.js';
import { minimum } from '../../core/math/long-lists.js';
import { logGamma } from '../../core/math/special/beta.js';
import { power } from '../../core/math/special/power.js';
import { normalQuantile } from '../../core/math/special/special.js';
import type { Quality } from '../../metrics/modes/_high-quality.js';
import { idealHighQuality, modeWeightsOf } from '../../metrics/modes/_theory.js';

/** Share of runs at q = p in which one value may be worse than its limit. */
export const FALSE_ALARM_RATE = 0.01;

export interface ReferenceModes {
  /** Of each mode; they sum to one. */
  readonly weights: readonly number[];
  /** high-quality of the data; null where it has no closed form. */
  readonly highQuality: number | null;
}

/** What a metric with these options counts as a high-quality sample. */
export function qualityOf({ rule, radius }: Choice): Quality {
  return { rule: rule === 'box' ? 'box' : 'l2', radius: typeof radius === 'number' ? radius : 3 };
}

/** Null where the target has no modes. Computed once per target, since it takes milliseconds. */
export function referenceModes(target: Distribution, choice: Choice): ReferenceModes | null {
  const quality = qualityOf(choice);
  const ofTarget = cache.get(target) ?? new Map<string, ReferenceModes | null>();
  cache.set(target, ofTarget);
  const key = `${quality.rule} ${quality.radius}`;
  if (!ofTarget.has(key)) {
    const weights = modeWeightsOf(target);
    ofTarget.set(key, weights && { weights, highQuality: idealHighQuality(target, quality) });
  }
  return ofTarget.get(key)!;
}

const cache = new WeakMap<Distribution, Map<string, ReferenceModes | null>>();

interface Count {
  readonly n: number;
  readonly atLeast: number;
  /** Probability that such samples cover fewer. */
  readonly level?: number;
}

/** The number of modes that n high-quality samples of the data cover at least, with probability 1 - `level`. */
export function fewestModes({ weights }: ReferenceModes, { n, atLeast, level = FALSE_ALARM_RATE }: Count): number {
  // chances[m]: probability that m modes are missing, taking modes as independent.
  let chances = [1];
  for (const weight of weights) {
    const missing = binomialBelow(atLeast, n, weight);
    const next = new Array<number>(chances.length + 1).fill(0);
    for (const [m, chance] of chances.entries()) {
      next[m] += chance * (1 - missing);
      next[m + 1] += chance * missing;
    }
    chances = next;
  }
  let beyond = 1;
  const allowed = chances.findIndex((chance) => {
    beyond -= chance;
    return beyond <= level;
  });
  return weights.length - allowed;
}

/** P(X < k) of a binomial X of n trials with this chance. */
export function binomialBelow(k: number, n: number, chance: number): number {
  let below = 0;
  for (let i = 0; i < Math.min(k, n + 1); i++) {
    const ways = logGamma(n + 1) - logGamma(i + 1) - logGamma(n - i + 1);
    below += Math.exp(ways + i * Math.log(chance) + (n - i) * Math.log1p(-chance));
  }
  return chance >= 1 ? (n < k ? 1 : 0) : Math.min(1, below);
}

/**
 * The 1 - `FALSE_ALARM_RATE` quantile of mode-kl over n high-quality samples of the data, in nats: 2 n KL is chi-squared with K - 1
 * degrees of freedom (its quantile by Wilson and Hilferty, doi:10.1073/pnas.17.12.684).
 */
export function largestModeKl({ weights }: ReferenceModes, n: number): number {
  const freedom = weights.length - 1;
  const spread = 2 / (9 * freedom);
  const quantile = freedom * power(1 - spread + normalQuantile(1 - FALSE_ALARM_RATE) * Math.sqrt(spread), 3);
  return n > 0 && freedom > 0 ? quantile / (2 * n) : Infinity;
}

/** KL(q || w) where only the lightest mode is missing, in nats: log(K / (K - 1)) for K equal modes. */
export function modeKlWithoutLightest({ weights }: ReferenceModes): number {
  return -Math.log1p(-minimum(weights));
}

const ROUNDING = 1e-9; // relative

/** Whether a value reaches a limit that it may equal up to rounding. */
export function reachesLimit(value: number, limit: number): boolean {
  return value >= limit * (1 - ROUNDING);
}

/**
 * js where only a mode of this weight w is missing and modes do not overlap, in nats:
 * (w ln 2 + (1 - w) ln(2 (1 - w)) - (2 - w) ln(2 - w) + ln 2) / 2.
 */
export function jsWithoutMode(weight: number): number {
  const left = 1 - weight;
  const rest = left > 0 ? left * Math.log(2 * left) : 0;
  return (weight * Math.LN2 + rest - (1 + left) * Math.log1p(left) + Math.LN2) / 2;
}
