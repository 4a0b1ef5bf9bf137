/** Every reading that samples alone allow, each beside what samples of the target itself would read. */

import { readThere, type Samples, samplesSnapshot, there } from '../core/snapshot/samples-snapshot.js';
import type { MetricValue } from '../records/metric-value.js';
import { metricValue } from '../records/metric-value.js';
import { type Asked, type Calibrated, type Calibrating, calibrate } from './calibration.js';

export interface Score {
  readonly column: string;
  readonly unit: string;
  readonly reading: MetricValue;
  /** Of a metric that gives more than a number. */
  readonly vector?: readonly number[];
  /** How the number was come by; null where it is absent. */
  readonly estimator: string | null;
  readonly null: Calibrated;
}

export interface Scoring {
  /** Instead of drawing the nulls of what could be read: where they are kept. */
  readonly nulls?:
    | ((present: readonly Asked[], how: Calibrating) => Promise<ReadonlyMap<string, Calibrated>>)
    | undefined;
  /** Draws of every null instead of the usual number; 0: none. */
  readonly draws?: number | undefined;
  /** Told what is being done, and how much of it is done. */
  readonly progress?: (doing: string, share: number) => void;
}

/** Without a target that can be drawn from there are no nulls. */
export async function score(
  samples: Samples,
  asked: readonly Asked[],
  { nulls: kept, draws, progress }: Scoring = {},
): Promise<readonly Score[]> {
  const snapshot = samplesSnapshot(samples);
  const read: Omit<Score, 'null'>[] = [];
  for (const [i, { column, metric, options }] of asked.entries()) {
    progress?.(column, i / asked.length);
    const found = await readThere(metric, snapshot, options);
    const checked = 'value' in found ? metricValue(found.value, `${column} gave NaN`) : found;
    const vector = metric.vector ? await there(() => metric.vector!.compute(snapshot, options)) : null;
    const hasVector = vector !== null && 'data' in vector;
    const says = 'value' in checked || hasVector ? await metric.estimator(snapshot, options) : null;
    read.push({
      column,
      unit: metric.unit,
      // What is a vector and nothing else is absent for the vector's own reason.
      reading: metric.vector?.replacesValue && vector && 'absent' in vector ? vector : checked,
      ...(hasVector && { vector: [...vector.data] }),
      estimator: says,
    });
  }
  const present = asked.filter((_, i) => 'value' in read[i].reading);
  const how = { draws, ...(progress && { onDraw: (share: number) => progress('nulls', share) }) };
  const at = { target: samples.target, samples: snapshot.sampleCount };
  const nulls = await (kept ? kept(present, how) : calibrate(present, at, how));
  return read.map((one) => ({ ...one, null: nulls.get(one.column) ?? { absent: 'there is no reading' } }));
}
