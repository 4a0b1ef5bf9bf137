/** Verdicts on samples made elsewhere, of which there is no history: those that a single state can show. */
import type { Reading } from '../core/reading.js';
import type { Choice } from '../core/setting.js';
import type { Distribution } from '../core/target.js';
import { verdicts } from './catalog.js';
import { type Absent, readings, type Series, strictestFirst } from './course.js';
import { type Diagnosis, diagnosisOn } from './diagnose.js';

export interface ReadFromSamples {
  readonly column: string;
  /** The metric with its options. */
  readonly choice: Choice;
  readonly reading: Reading;
}

/** `n`: how many samples the readings are of. */
export function diagnoseSamples(
  read: readonly ReadFromSamples[],
  { target, n }: { readonly target: Distribution; readonly n: number },
): Diagnosis {
  const series = (metric: string): Series | Absent => {
    const [found] = strictestFirst(read.filter(({ choice, reading }) => choice.name === metric && 'value' in reading));
    if (!found || !('value' in found.reading)) return { absent: `${metric} cannot be read here, or is not asked for` };
    const point = { step: 0, value: found.reading.value };
    // Of a run a state is what lasts over two readings; samples are what they are.
    return { column: found.column, choice: found.choice, points: [point], end: [point, point] };
  };
  const run = { outcome: 'finished', steps: 0, reason: null } as const;
  return diagnosisOn({ run, setting: {}, samples: n, target, ...readings(series) }, verdicts);
}
