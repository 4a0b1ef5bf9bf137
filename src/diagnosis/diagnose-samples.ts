/** Diagnosis of samples made elsewhere, which have no history: the failure modes that a single state shows. */

import type { Choice } from '../core/gan/setting.js';
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

/** `n`: number of samples that were measured. */
export function diagnoseSamples(
  measurements: readonly SampleMeasurement[],
  { target, n }: { readonly target: Distribution; readonly n: number },
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
  return diagnoseTrace({ run, setting: {}, samples: n, target, ...seriesLookup(all) }, failureModes);
}
