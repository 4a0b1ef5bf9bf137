/** Diagnosis of samples made elsewhere, which have no history: the failure modes that a single state shows. */

import type { Choice } from '../core/gan/setting.js';
import { finiteSet } from '../core/gan/targets/_sample-sets.js';
import type { Distribution } from '../core/gan/targets/_target.js';
import { isPresent, type MetricValue } from '../records/metric-value.js';
import { failureModes } from './catalog.js';
import { type Diagnosis, diagnoseTrace } from './diagnose.js';
import { type Absent, type Series, seriesLookup, strictestFirst } from './evidence/run-trace.js';

export interface SampleMeasurement {
  readonly column: string;
  /** The metric with its options. */
  readonly choice: Choice;
  readonly value: MetricValue;
}

export interface MeasuredSamples {
  readonly target: Distribution;
  /** Rows of the data, where nothing else is known of it. */
  readonly real?: Float64Array;
  /** Number of G's samples that were measured. */
  readonly n: number;
  /** Number of the data's samples; if left out, as many. */
  readonly m?: number;
}

/** The failure modes that a single state shows. */
export function diagnoseSamples(
  measurements: readonly SampleMeasurement[],
  { target, real, n, m = n }: MeasuredSamples,
): Diagnosis {
  const all = (metric: string): readonly (Series | Absent)[] => {
    const found = measurements.filter(({ choice }) => choice.name === metric);
    return found.length === 0
      ? [{ absent: `${metric} is not measured` }]
      : strictestFirst(found).map(({ column, choice, value }) => {
          if (!isPresent(value)) return { absent: `${column} is absent: ${value.absent}` };
          const point = { step: 0, value: value.value };
          // A state of a run must last over two values; samples are one state.
          return { column, choice, points: [point], end: [point, point] };
        });
  };
  const run = { outcome: 'finished', steps: 0, reason: null } as const;
  const data = target.unknown && real ? ofRows(real, target.dim) : target;
  return diagnoseTrace(
    { run, setting: {}, samples: n, realSamples: m, target: data, ...seriesLookup(all) },
    failureModes,
  );
}

/** The empirical distribution of the rows; null where all are equal. */
function ofRows(rows: Float64Array, dim: number): Distribution | null {
  return rows.some((value, i) => i >= dim && value !== rows[i % dim]) ? finiteSet(rows, dim, 'real') : null;
}
