/** Metrics that are means of functions of D's score over p and q: exact where both densities are known, else over samples. */
import { mean, variance } from '../../core/math/statistics/statistics.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { significant } from '../../core/text/plain-numbers.js';
import type { MetricValue } from '../../records/metric-value.js';
import { type DataChoice, dataAndSamples, dataText } from '../_discriminator-data.js';
import { discriminatorEstimator } from './_estimator.js';
import { expectation, NOT_FINITE, toMetricValue } from './_expectations.js';
import { discriminatorNodes } from './_nodes.js';
import { type Probability, probabilityOf } from './_probability.js';

type OfScore = (score: number) => number;

/** constant + E_p[real(s)] + E_q[fake(s)]. */
export interface ScoreMeans {
  readonly constant?: number;
  readonly real?: OfScore;
  readonly fake?: OfScore;
}

/** D's scores with the masses of p and q at each. */
export interface WeightedScores {
  readonly p: Float64Array;
  readonly q: Float64Array;
  readonly score: Float64Array;
  /** Whether every node is one sample of p or q; otherwise nodes of their densities. */
  readonly areSamples: boolean;
}

type Absent = { readonly absent: string };

/**
 * Nodes of p's and q's densities where both are known; otherwise, and for data of training, samples of each with equal masses: the
 * data's first. `levels`: of D's probability, at which the metric jumps.
 */
export function discriminatorScores(
  snapshot: Snapshot,
  data: DataChoice,
  levels: readonly number[] = [],
): Promise<WeightedScores | Absent> {
  return snapshot.share(`discriminator/scores/${data}/${levels.join()}`, async () => {
    const nodes = data !== 'training' ? await discriminatorNodes(snapshot, levels) : null;
    const scores =
      nodes && !('absent' in nodes) ? { ...nodes, areSamples: false } : await sampledScores(snapshot, data);
    return !('absent' in scores) && scores.score.some(Number.isNaN) ? { absent: NOT_FINITE } : scores;
  });
}

async function sampledScores(snapshot: Snapshot, data: DataChoice): Promise<WeightedScores | Absent> {
  const found = await dataAndSamples(snapshot, data);
  if ('absent' in found) return found;
  const [real, fake] = [await snapshot.score(found.real), await snapshot.score(found.generated)];
  const count = real.length + fake.length;
  const score = new Float64Array(count);
  score.set(real);
  score.set(fake, real.length);
  return {
    p: new Float64Array(count).fill(1 / real.length, 0, real.length),
    q: new Float64Array(count).fill(1 / fake.length, real.length),
    score,
    areSamples: true,
  };
}

export async function valueOfScoreMeans(
  snapshot: Snapshot,
  means: ScoreMeans | Absent,
  data: DataChoice,
): Promise<MetricValue> {
  if ('absent' in means) return means;
  const scores = await discriminatorScores(snapshot, data);
  if ('absent' in scores) return scores;
  const of = (masses: Float64Array, f: OfScore | undefined) => (f ? expectationOfScores(scores, masses, f) : 0);
  return toMetricValue((means.constant ?? 0) + of(scores.p, means.real) + of(scores.q, means.fake));
}

/** The comparison's estimator, or the number and kind of the samples with the standard error of their means. */
export async function scoreMeansEstimator(
  snapshot: Snapshot,
  means: ScoreMeans | Absent,
  data: DataChoice,
): Promise<string> {
  const scores = await discriminatorScores(snapshot, data);
  if ('absent' in scores) return scores.absent;
  if (!scores.areSamples) return discriminatorEstimator(snapshot);
  const text = sampledText(snapshot, data);
  if ('absent' in means || snapshot.brief) return text;
  const { p, q, score } = scores;
  const squaredErrors = [
    { of: means.real, at: p },
    { of: means.fake, at: q },
  ].map(({ of, at }) => {
    if (!of) return 0;
    const values = score.filter((_, i) => at[i] > 0).map(of);
    return variance(values, 1) / values.length;
  });
  return `${text}${standardErrorText(Math.sqrt(squaredErrors[0] + squaredErrors[1]))}`;
}

/** Empty where it cannot be computed: of one sample, or of infinite terms. */
export function standardErrorText(error: number): string {
  return Number.isFinite(error) ? `, standard error ${significant(error, 2)}` : '';
}

/** How sampled scores came about, for people: the estimator, then its particulars. */
export function sampledText({ target, sampleCount, seed }: Snapshot, data: DataChoice): string {
  return `mean over samples; ${sampleCount} of G and of the data, ${dataText(target, data)}, seed ${seed}`;
}

/** As means of D's probability; absent where its score is none. */
export function meansOfProbability(
  snapshot: Snapshot,
  of: (probability: Probability) => ScoreMeans,
): ScoreMeans | Absent {
  const probability = probabilityOf(snapshot);
  return 'absent' in probability ? probability : of(probability);
}

/** V(D, G) = E_p[log D] + E_q[log(1 - D)], times a factor, plus a constant. */
export function gameValueMeans(snapshot: Snapshot, { factor = 1, constant = 0 } = {}): ScoreMeans | Absent {
  return meansOfProbability(snapshot, (probability) => ({
    constant,
    real: (score) => factor * probability.log(score),
    fake: (score) => factor * probability.logComplement(score),
  }));
}

/** Over samples as a sum over a count: masses of 1 / n would add up to a little more than 1. */
function expectationOfScores({ score, areSamples }: WeightedScores, masses: Float64Array, of: OfScore): number {
  if (!areSamples) return expectation(masses, (i) => of(score[i]));
  return mean(score.filter((_, i) => masses[i] > 0).map(of));
}
