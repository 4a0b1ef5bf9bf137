/** Metrics on modes at q = p: the reference that failure modes compare a run with, in closed form where there is one. */

import type { Choice } from '../../core/gan/setting.js';
import type { Distribution } from '../../core/gan/targets/_target.js';
import { maximum, minimum } from '../../core/math/long-lists.js';
import { approximateChiSquaredQuantile } from '../../core/math/special/special.js';
import { modeCounts, type Quality } from '../../metrics/modes/_high-quality.js';
import { idealHighQuality, modeWeightsOf } from '../../metrics/modes/_theory.js';
import { binomialBelow, LEVEL, LEVEL_DEVIATIONS } from './level.js';
import { perTarget, targetDraws } from './reference-draws.js';

export interface ReferenceModes {
  /** Of each mode; they sum to one. */
  readonly weights: readonly number[];
  /** Each mode's share of the data's own high-quality samples: the weights, unless modes overlap. */
  readonly shares: readonly number[];
  /** high-quality of the data. */
  readonly highQuality: number;
  /** Number of draws behind both; null where they are known in closed form. */
  readonly draws: number | null;
}

/** What a metric with these options counts as a high-quality sample. */
export function qualityOf({ rule, radius }: Choice): Quality {
  return { rule: rule === 'box' ? 'box' : 'l2', radius: typeof radius === 'number' ? radius : 3 };
}

/** Null where the target has no modes. Computed once per target, since it takes milliseconds. */
export function referenceModes(target: Distribution, choice: Choice): ReferenceModes | null {
  const { rule, radius } = qualityOf(choice);
  return computeReference(target, rule, radius);
}

const MAX_ASSIGNED_COORDINATES = 2e7; // of draws, coordinates and modes: a fraction of a second
const MAX_DRAWS = 20_000;
const MIN_DRAWS = 2000;

const computeReference = perTarget((target, rule: Quality['rule'], radius: number): ReferenceModes | null => {
  const quality = { rule, radius };
  const weights = modeWeightsOf(target);
  if (!weights) return null;
  const ideal = idealHighQuality(target, quality);
  if (ideal !== null) return { weights, shares: weights, highQuality: ideal, draws: null };
  const affordable = Math.round(MAX_ASSIGNED_COORDINATES / (target.dim * weights.length));
  const draws = Math.max(MIN_DRAWS, Math.min(MAX_DRAWS, affordable));
  const counts = modeCounts(targetDraws(target, draws), { ...target, modes: target.modes! }, quality);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const shares = total === 0 ? weights : counts.map((count) => count / total);
  return { weights, shares, highQuality: total / draws, draws };
});

interface Count {
  readonly n: number;
  readonly atLeast: number;
  /** Probability that such samples cover fewer. */
  readonly level?: number;
}

/** The number of modes that n high-quality samples of the data cover at least, with probability 1 - `level`. */
export function fewestModes({ shares }: Pick<ReferenceModes, 'shares'>, { n, atLeast, level = LEVEL }: Count): number {
  // chances[m]: probability that m modes are missing, taking modes as independent.
  let chances = [1];
  for (const share of shares) {
    const missing = binomialBelow(atLeast, n, share);
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
  return shares.length - allowed;
}

const MIN_EXPECTED_COUNT = 10; // of a mode: below it mode-kl is not chi-squared

// Of 2 n KL per degree of freedom with few samples in a mode: the mean deviance of a Poisson count is at most 1.16.
const SPARSE_EXCESS = 1.2;

/**
 * The 1 - `LEVEL` quantile of mode-kl over n high-quality samples of the data, in nats: 2 n KL is chi-squared with K - 1 degrees of
 * freedom. Where modes overlap, the shares of the data's own samples are not the weights: their KL and its standard error are added.
 */
export function largestModeKl({ weights, shares }: Pick<ReferenceModes, 'weights' | 'shares'>, n: number): number {
  const freedom = weights.length - 1;
  if (!(n > 0 && freedom > 0)) return Infinity;
  const sparse = n * minimum(shares.filter((share) => share > 0)) < MIN_EXPECTED_COUNT ? SPARSE_EXCESS : 1;
  const noise = (sparse * approximateChiSquaredQuantile(1 - LEVEL, freedom)) / (2 * n);
  if (shares === weights) return noise;
  const logs = shares.map((share, k) => (share > 0 ? Math.log(share / weights[k]) : 0));
  const own = shares.reduce((sum, share, k) => sum + share * logs[k], 0);
  const variance = shares.reduce((sum, share, k) => sum + share * (logs[k] - own) * (logs[k] - own), 0);
  return own + LEVEL_DEVIATIONS * Math.sqrt(variance / n) + noise;
}

/** KL(q || w) where only the lightest mode is missing, in nats: log(K / (K - 1)) for K equal modes. */
export function modeKlWithoutLightest({ weights }: Pick<ReferenceModes, 'weights'>): number {
  return -Math.log1p(-minimum(weights));
}

/** Whether all modes have the same weight. */
export function hasEqualWeights({ weights }: Pick<ReferenceModes, 'weights'>): boolean {
  return maximum(weights) - minimum(weights) < ROUNDING;
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
