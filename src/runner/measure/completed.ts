/** What was read of a step another time, made up to what the plan asks for now. */
import type { Measure } from '../../records/experiment.js';
import type { Measured } from './measure.js';

const NOT_READ = { absent: 'not read then, and the parameters of that step were not kept (measure.keep)' };

/** Whether the plan asks for a column that was not read then. */
export function isLacking({ readings, vectors }: Measured, measure: Measure): boolean {
  const { metrics, vectors: further = [] } = measure;
  return metrics.some(({ column }) => !of(readings, column)) || further.some(({ column }) => !of(vectors, column));
}

/** What was read then stands; the rest is of `fresh`, or absent where the step cannot be read again. */
export function completed(known: Measured, fresh: Measured | null, measure: Measure): Measured {
  const { metrics, vectors: further = [] } = measure;
  const readings = metrics.map(
    ({ column }) => of(known.readings, column) ?? of(fresh?.readings, column) ?? { metric: column, reading: NOT_READ },
  );
  const vectors = further.map(
    ({ column }) => of(known.vectors, column) ?? of(fresh?.vectors, column) ?? { metric: column, reading: NOT_READ },
  );
  const alone = vectors.flatMap(({ metric, reading }) =>
    'absent' in reading && !of(readings, metric) ? [{ metric, reading }] : [],
  );
  const added = (fresh?.estimators ?? []).filter(
    ({ metric }) => !of(known.readings, metric) && !of(known.vectors, metric),
  );
  return { ...known, readings: [...readings, ...alone], vectors, estimators: [...known.estimators, ...added] };
}

function of<T extends { readonly metric: string }>(list: readonly T[] | undefined, column: string): T | undefined {
  return list?.find(({ metric }) => metric === column);
}
