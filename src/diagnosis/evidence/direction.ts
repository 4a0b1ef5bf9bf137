/** Whose fault it is: whether D leads G where D* would, and whether a batch shows G the way at all. */
import { mean } from '../../core/math/statistics/statistics.js';
import { significant } from '../../core/text/plain-numbers.js';
import type { Evidence } from './evidence.js';
import type { Absent, RunTrace, Series } from './run-trace.js';

// Cosines: of .2 a step is about as long across the way as five along it; of .8 it loses a fifth.
const ALONG = 0.8;
const ACROSS = 0.2;

/** The mean of gradient-cosine over the last quarter. */
export function directionOf({ series }: RunTrace): Evidence | Absent {
  const cosine = series('gradient-cosine');
  if ('absent' in cosine) return cosine;
  return meanAgainst(cosine, 1, direction);
}

function direction(cosine: number): string {
  const of = 'of D*; G’s gradient under D';
  if (cosine >= ALONG) return `${of} points where it would under D*, so that D does not mislead G`;
  if (cosine >= ACROSS) return `${of} points only partly where it would under D*`;
  if (cosine > -ACROSS) return `${of} does not point where it would under D*: D misleads G`;
  return `${of} points away from where it would under D*: D misleads G`;
}

/** The mean of gradient-snr of G over the last quarter; absent where the signal is larger than the noise. */
export function batchNoiseOf({ all }: RunTrace): Evidence | Absent {
  const ofGenerator = all('gradient-snr').find(
    (each): each is Series => !('absent' in each) && (each.choice.player ?? 'generator') === 'generator',
  );
  if (!ofGenerator) return { absent: 'gradient-snr of G is not measured, or absent' };
  const values = ofGenerator.end.map(({ value }) => value);
  if (values.length === 0 || mean(values) >= 1)
    return { absent: 'the signal of G’s gradient is larger than its noise' };
  return meanAgainst(ofGenerator, 1, noise);
}

function noise(ratio: number): string {
  const times = ratio > MIN_RATIO ? `${significant(1 / ratio, 2)} times` : `more than ${1 / MIN_RATIO} times`;
  return `as much noise as signal; in a batch the variance of G’s gradient is ${times} its squared mean, so that steps of G follow the batch`;
}

const MIN_RATIO = 0.05; // the standard error of gradient-snr

function meanAgainst(
  { column, end }: Series,
  reference: number,
  explain: (value: number) => string,
): Evidence | Absent {
  const value = end.length > 0 ? mean(end.map((point) => point.value)) : Number.NaN;
  if (!Number.isFinite(value)) return { absent: `${column} has no finite mean over the last quarter` };
  const [from, to] = [end[0].step, end.at(-1)!.step];
  return { metric: column, from, to, statistic: 'mean', value, reference, explanation: explain(value) };
}
