/** What samples of the target itself would read, in closed form: what a verdict on modes is held against. */

import type { Choice } from '../../core/gan/setting.js';
import type { Distribution } from '../../core/gan/targets/_target.js';
import { logGamma } from '../../core/math/special/beta.js';
import { normalQuantile } from '../../core/math/special/special.js';
import type { Quality } from '../../metrics/modes/_high-quality.js';
import { highQualityOf, modeWeightsOf } from '../../metrics/modes/_known.js';

/** Of runs whose G is perfect, the share in which one reading may look worse than this. */
export const LEVEL = 0.01;

export interface PerfectModes {
  /** Of each mode; they sum to one. */
  readonly weights: readonly number[];
  /** The share of the data that is of high quality; null where it has no closed form. */
  readonly highQuality: number | null;
}

/** What a metric of these options means by a high-quality sample. */
export function qualityOf({ rule, radius }: Choice): Quality {
  return { rule: rule === 'box' ? 'box' : 'l2', radius: typeof radius === 'number' ? radius : 3 };
}

/** Null where the target has no modes. Looked at once a target, since that takes milliseconds. */
export function perfectModes(target: Distribution, choice: Choice): PerfectModes | null {
  const quality = qualityOf(choice);
  const ofTarget = known.get(target) ?? new Map<string, PerfectModes | null>();
  known.set(target, ofTarget);
  const key = `${quality.rule} ${quality.radius}`;
  if (!ofTarget.has(key)) {
    const weights = modeWeightsOf(target);
    ofTarget.set(key, weights && { weights, highQuality: highQualityOf(target, quality) });
  }
  return ofTarget.get(key)!;
}

const known = new WeakMap<Distribution, Map<string, PerfectModes | null>>();

interface Count {
  readonly n: number;
  readonly atLeast: number;
  /** Share of such samples that may cover fewer. */
  readonly level?: number;
}

/** The fewest modes that n high-quality samples of the data cover, but for a share `level` of such samples. */
export function fewestModes({ weights }: PerfectModes, { n, atLeast, level = LEVEL }: Count): number {
  // chances[m]: that m modes are missing, modes as if independent of each other.
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

/** P(fewer than k of n), each with this chance. */
export function binomialBelow(k: number, n: number, chance: number): number {
  let below = 0;
  for (let i = 0; i < Math.min(k, n + 1); i++) {
    const ways = logGamma(n + 1) - logGamma(i + 1) - logGamma(n - i + 1);
    below += Math.exp(ways + i * Math.log(chance) + (n - i) * Math.log1p(-chance));
  }
  return chance >= 1 ? (n < k ? 1 : 0) : Math.min(1, below);
}

/**
 * The largest mode-kl of n high-quality samples of the data, but for a share `LEVEL`: 2 n KL is chi-squared with K - 1 degrees of
 * freedom (its quantile by Wilson and Hilferty, doi:10.1073/pnas.17.12.684).
 */
export function largestModeKl({ weights }: PerfectModes, n: number): number {
  const freedom = weights.length - 1;
  const spread = 2 / (9 * freedom);
  const quantile = freedom * (1 - spread + normalQuantile(1 - LEVEL) * Math.sqrt(spread)) ** 3;
  return n > 0 && freedom > 0 ? quantile / (2 * n) : Infinity;
}

/** KL(q || w) of shares that lack the lightest mode and are right otherwise: log(K / (K - 1)) of K equal modes. */
export function oneModeMissing({ weights }: PerfectModes): number {
  return -Math.log1p(-Math.min(...weights));
}

const ROUNDING = 1e-9;

/** Whether a reading reaches a limit that it may equal but for rounding. */
export function isAsMuch(value: number, limit: number): boolean {
  return value >= limit * (1 - ROUNDING);
}

/**
 * js of a q that lacks a mode of this weight w and is p otherwise, of modes that lie apart:
 * (w ln 2 + (1 - w) ln(2 (1 - w)) - (2 - w) ln(2 - w) + ln 2) / 2.
 */
export function jsWithout(weight: number): number {
  const left = 1 - weight;
  const rest = left > 0 ? left * Math.log(2 * left) : 0;
  return (weight * Math.LN2 + rest - (1 + left) * Math.log1p(left) + Math.LN2) / 2;
}
