/** The Bayes error of telling data from samples, the error rate of the optimal D: a measure of q = p that needs no scale. */
import { type ScalarOption, scalar } from '../../core/gan/options.js';
import { CASES, LEVEL_DEVIATIONS } from './level.js';
import type { Absent, RunTrace, Series } from './run-trace.js';

export const bayesErrorOption = (): ScalarOption =>
  scalar({
    description: 'limit on the error rate of the optimal D on a balanced sample, which is 1/2 at q = p',
    default: 0.25,
    above: 0,
    below: 0.5,
  });

interface ValueLimit {
  readonly value: number;
  readonly explanation: string;
}

interface Separability {
  readonly series: Series & { readonly metric: string };
  /** Below it the Bayes error is larger than the one asked for: the most that counts as near p. */
  readonly bound: ValueLimit;
  /** The bound, or where it is larger what as many samples of the data pass: the least that counts as far from p. */
  readonly limit: ValueLimit;
  /** How many samples it takes for the two to be equal. */
  readonly minSamples: number;
}

/** js, whose sampling bias is corrected; else total-variation, where it is not estimated from samples. */
export function separability(trace: RunTrace, bayesError: number): Separability | Absent {
  const series = trace.first(['js', 'total-variation']);
  if ('absent' in series) return series;
  if (series.metric === 'total-variation' && comparesSamples(trace))
    return { absent: 'total-variation is estimated from samples, which biases it: measure js instead' };
  const percent = Number((100 * bayesError).toPrecision(3));
  const bound = {
    value: series.metric === 'js' ? jsAtBayesError(bayesError) : 1 - 2 * bayesError,
    explanation: `limit, at which the optimal D errs on ${percent} % of a balanced sample; above it on less`,
  };
  const noise = {
    value: comparesSamples(trace) ? LEVEL_DEVIATIONS * jsError(trace) : 0,
    explanation: `limit, which ${trace.samples} samples of the data pass in one of ${CASES} cases`,
  };
  const minSamples = Math.ceil(trace.samples * (noise.value / bound.value) ** 2);
  return { series, bound, limit: noise.value > bound.value ? noise : bound, minSamples };
}

// Times the root of n, at q = p, from draws of targets in 1 to 10 dimensions with 1 to 8 modes: at most 0.13 where p is known, and
// 0.48 where it is known from samples too. Rounded up, since small samples have long tails.
const ERROR_KNOWN = 0.2;
const ERROR_SAMPLED = 0.5;

/** The standard error of js from so many samples at q = p, in nats. */
function jsError({ target, samples, realSamples }: RunTrace): number {
  return target?.logDensity
    ? ERROR_KNOWN / Math.sqrt(samples)
    : ERROR_SAMPLED / Math.sqrt(Math.min(samples, realSamples));
}

/** Whether p and q are known from samples only. The density of G is computed where latent and data have one or two dimensions each. */
export function comparesSamples({ target, setting: { latent, target: named } }: RunTrace): boolean {
  // Without a target the game compares histograms, which are exact; a file that no longer exists held samples.
  if (!target) return named !== undefined;
  return target.dim > 2 || latent?.dim !== target.dim || !target.logDensity;
}

/** ln 2 - h(e) with the binary entropy h: below this js the Bayes error is larger than e (Lin 1991, doi:10.1109/18.61115). Nats. */
export function jsAtBayesError(bayesError: number): number {
  return Math.LN2 - binaryEntropy(bayesError);
}

/** Nats. */
function binaryEntropy(chance: number): number {
  return -chance * Math.log(chance) - (1 - chance) * Math.log1p(-chance);
}
