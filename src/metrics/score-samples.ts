/** Scores samples without the run that made them: every metric that samples allow, beside its null. */

import type { Snapshot } from '../core/snapshot/snapshot.js';
import { type Samples, samplesSnapshot } from '../density/samples/samples-snapshot.js';
import type { MetricValue } from '../records/metric-value.js';
import { metricValue } from '../records/metric-value.js';
import { drawNulls, type NullOptions, type NullResult } from './_nulls/draw-nulls.js';
import { firstSamples, type NullSizes, nullSizes, samplesOfDraw, sizesWithin } from './_nulls/null-draws.js';
import { absentIfFailed, estimatorOrReason, notANumber } from './absent-if-failed.js';
import type { MetricRequest } from './metric.js';

/** One row of a score table. */
export interface Score {
  readonly column: string;
  readonly unit: string;
  readonly value: MetricValue;
  /** The flattened array of a metric that has one. */
  readonly vector?: readonly number[];
  /** How the value was estimated; null where it is absent. */
  readonly estimator: string | null;
  readonly null: NullResult;
  /** The value of as many samples as a draw of the null has, where these are fewer than all. */
  readonly valueOfFewer?: MetricValue;
  /** Whether it is absent whatever the samples are: samples of the data have no value either. */
  readonly isUnavailable?: boolean;
}

export interface ScoreOptions {
  /** Gives the nulls of the metrics that have a value, e.g. from a cache; if left out they are drawn. */
  readonly nulls?:
    | ((present: readonly MetricRequest[], options: NullOptions) => Promise<ReadonlyMap<string, NullResult>>)
    | undefined;
  /** Draws of every null; if left out, as many as take some seconds. 0: no nulls. */
  readonly draws?: number | undefined;
  /** Called with what is being computed (a column, or `nulls`) and the share of it that is done, in [0, 1]. */
  readonly progress?: (task: string, share: number) => void;
}

/**
 * Computes each requested metric from samples only, beside its null: its values where samples of the target replace
 * G's. Scores are in the order of the requests; a metric that needs G, D or the run, or that fails, is absent, with the
 * reason. Where the data is known from rows alone, nulls compare disjoint rows: of fewer samples where so many are not there. Deterministic: its random streams have fixed seeds.
 *
 * @param samples rows of G and of the data, in any numbers, with the target (`shuffledSamples`)
 */
export async function scoreSamples(
  samples: Samples,
  requests: readonly MetricRequest[],
  { nulls: cachedNulls, draws, progress }: ScoreOptions = {},
): Promise<readonly Score[]> {
  const snapshot = samplesSnapshot(samples);
  const scores: Omit<Score, 'null' | 'valueOfFewer' | 'isUnavailable'>[] = [];
  for (const [i, { column, metric, options }] of requests.entries()) {
    progress?.(column, i / requests.length);
    const value = await computedValue(snapshot, requests[i]);
    const vector = metric.vector ? await absentIfFailed(column, () => metric.vector!.compute(snapshot, options)) : null;
    const hasVector = vector !== null && 'data' in vector;
    const estimator =
      'value' in value || hasVector ? await estimatorOrReason(() => metric.estimator(snapshot, options)) : null;
    scores.push({
      column,
      unit: metric.unit,
      // A metric that is a vector only is absent for the vector's own reason.
      value: metric.vector?.replacesValue && vector && 'absent' in vector ? vector : value,
      ...(hasVector && { vector: [...vector.data] }),
      estimator,
    });
  }
  const present = requests.filter((_, i) => 'value' in scores[i].value);
  const options = { draws, ...(progress && { onDraw: (share: number) => progress('nulls', share) }) };
  const sizes = sizesOf(samples);
  const nulls = await (cachedNulls
    ? cachedNulls(present, options)
    : drawNulls(present, { target: samples.target, ...sizes }, options));
  const allowed = sizesWithin(samples.target, sizes);
  const fewer = samplesSnapshot(firstSamples(samples, allowed));
  const ideal = perfectSnapshot(samples);
  const found: Score[] = [];
  for (const [i, one] of scores.entries()) {
    const chance = nulls.get(one.column) ?? { absent: 'the metric has no value' };
    const hasFewer = 'samples' in chance && chance.samples !== undefined;
    if ('absent' in one.value && !one.vector) {
      const isUnavailable = ideal === null || 'absent' in (await computedValue(ideal, requests[i]));
      found.push({ ...one, null: chance, isUnavailable });
    } else if (!hasFewer) found.push({ ...one, null: chance });
    else {
      const valueOfFewer = await computedValue(fewer, requests[i]);
      // A metric of G's samples alone does not have fewer of them.
      const isSame = allowed.samples === sizes.samples && isEqualValue(valueOfFewer, one.value);
      const { samples: _, real: _real, ...whole } = chance;
      found.push(isSame ? { ...one, null: whole } : { ...one, null: chance, valueOfFewer });
    }
  }
  return found;
}

function isEqualValue(a: MetricValue, b: MetricValue): boolean {
  return 'value' in a && 'value' in b && a.value === b.value;
}

/** A snapshot with samples of the data in place of G's; null where none can be drawn. */
function perfectSnapshot(samples: Samples): Snapshot | null {
  const sizes = sizesWithin(samples.target, sizesOf(samples));
  if (samples.target.unknown !== undefined || sizes.samples === 0) return null;
  return samplesSnapshot(samplesOfDraw(samples.target, sizes, 0));
}

/** The numbers of samples of each side. */
export function sizesOf({ generated, real, target: { dim } }: Samples): NullSizes {
  return nullSizes(generated.length / dim, real.length / dim);
}

async function computedValue(snapshot: Snapshot, { column, metric, options }: MetricRequest): Promise<MetricValue> {
  const computed = await absentIfFailed(column, () => metric.compute(snapshot, options));
  return 'value' in computed ? metricValue(computed.value, notANumber(column)) : computed;
}
