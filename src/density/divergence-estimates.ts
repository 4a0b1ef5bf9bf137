/** The Jensen-Shannon and both Kullback-Leibler divergences of a snapshot, each with the estimator that computed it. */
import type { Snapshot } from '../core/snapshot/snapshot.js';
import { plainInterval, significant } from '../core/text/plain-numbers.js';
import { compareDensities, compareDensitiesInTails, estimatorText, jsByHistogram } from './density.js';
import { jensenShannon, klDivergencePQ, klDivergenceQP } from './divergences.js';
import { chooseSampleEstimator, type EstimatorOptions } from './samples/estimator-options.js';
import { type DivergenceEstimate, estimateFromSamples } from './samples/samples.js';

const MAX_JS_ERROR = 0.05; // nats, of 0 to ln 2: with more, js does not tell a good G from a bad one

/** JS in nats: exactly where q is known, from a histogram or from neighbours elsewhere, unless `options` name an estimator. */
export async function estimateJs(snapshot: Snapshot, options: EstimatorOptions = {}): Promise<DivergenceEstimate> {
  const estimator = chooseSampleEstimator(snapshot, options, true);
  if (estimator) return signed(await estimateFromSamples(snapshot, 'js', { ...options, estimator }));
  if (options.estimator === 'histogram') return byHistogram(snapshot);
  const compared = await compareDensities(snapshot);
  if ('absent' in compared) return { value: compared, estimator: () => compared.absent };
  if (compared.samples !== null) return byHistogram(snapshot);
  const error = (snapshot.brief ? compared.interpolationError : compared.resolutionErrors?.().js) ?? 0;
  if (error > MAX_JS_ERROR) {
    const reason = `js is not known within ${MAX_JS_ERROR}: G bends within the triangles that represent it, an error of about ${significant(error, 1)}`;
    return { value: { absent: reason }, estimator: () => reason };
  }
  return { value: { value: jensenShannon(compared) }, estimator: () => estimatorText(snapshot, compared) };
}

async function byHistogram(snapshot: Snapshot): Promise<DivergenceEstimate> {
  const found = await jsByHistogram(snapshot);
  if ('absent' in found) return { value: found, estimator: () => found.absent };
  const { value, standardError } = found;
  return signed({ value: { value }, standardError, estimator: () => found.describe(snapshot.brief === true) });
}

const NORMAL_95 = 1.96; // standard errors on either side of an estimate

/** An estimate from samples; where it is below 0, its text has the interval and the reason. */
function signed(found: DivergenceEstimate): DivergenceEstimate {
  const { value, standardError = Number.NaN, estimator } = found;
  if ('absent' in value || !(value.value < 0)) return found;
  const reason = 'an estimate whose bias is subtracted is not clamped: at q = p as many are below 0 as above';
  const half = NORMAL_95 * standardError;
  const interval = Number.isNaN(half)
    ? ''
    : ` (95 % interval ${plainInterval({ low: value.value - half, high: value.value + half })})`;
  return { ...found, estimator: () => `${estimator()}; below 0 by its noise${interval}: ${reason}` };
}

/** A KL divergence in nats: exactly where q is known, from neighbours elsewhere, unless `options` name an estimator. */
export async function estimateKl(
  snapshot: Snapshot,
  divergence: 'kl-q-p' | 'kl-p-q',
  options: EstimatorOptions,
): Promise<DivergenceEstimate> {
  const estimator = chooseSampleEstimator(snapshot, options, false);
  if (estimator) return signed(await estimateFromSamples(snapshot, divergence, { ...options, estimator }));
  if (divergence === 'kl-q-p') {
    const compared = await compareDensities(snapshot);
    if ('absent' in compared) return { value: compared, estimator: () => compared.absent };
    return { value: { value: klDivergenceQP(compared) }, estimator: () => estimatorText(snapshot, compared) };
  }
  const compared = await compareDensitiesInTails(snapshot, 'kl-p-q');
  if ('absent' in compared) return { value: compared, estimator: () => compared.absent };
  return {
    value: { value: compared.diverges ? Infinity : klDivergencePQ(compared) },
    estimator: () => estimatorText(snapshot, compared),
  };
}
