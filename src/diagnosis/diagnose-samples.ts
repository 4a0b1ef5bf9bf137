/** Verdicts on samples made elsewhere, of which there is no history: those that a single state can show. */

import type { Choice } from '../core/gan/setting.js';
import type { Distribution } from '../core/gan/targets/_target.js';
import { isPresent, type MetricValue } from '../records/metric-value.js';
import { failureModes } from './catalog.js';
import { type Diagnosis, diagnosisOn } from './diagnose.js';
import { type Absent, readings, type Series, strictestFirst } from './evidence/run-trace.js';

export interface ReadFromSamples {
  readonly column: string;
  /** The metric with its options. */
  readonly choice: Choice;
  readonly reading: MetricValue;
}

/** `n`: how many samples the readings are of. */
export function diagnoseSamples(
  read: readonly ReadFromSamples[],
  { target, n }: { readonly target: Distribution; readonly n: number },
): Diagnosis {
  const all = (metric: string): readonly (Series | Absent)[] => {
    const asked = read.filter(({ choice }) => choice.name === metric);
    return asked.length === 0
      ? [{ absent: `${metric} is not asked for` }]
      : strictestFirst(asked).map(({ column, choice, reading }) => {
          if (!isPresent(reading)) return { absent: `${column} cannot be read here: ${reading.absent}` };
          const point = { step: 0, value: reading.value };
          // Of a run a state is what lasts over two readings; samples are what they are.
          return { column, choice, points: [point], end: [point, point] };
        });
  };
  const run = { outcome: 'finished', steps: 0, reason: null } as const;
  return diagnosisOn({ run, setting: {}, samples: n, target, ...readings(all) }, failureModes);
}
