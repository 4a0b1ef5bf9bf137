/** The measurements of an ended run, read from its files: for steps whose parameters `measure.keep: last` left out (decision 011). */
import { dirname } from 'node:path';
import type { NpyArray } from '../../core/files/npy.js';
import { checkedJson } from '../../records/checked-json.js';
import { type Estimators, estimatorsSchema } from '../../records/estimators.js';
import type { Measure } from '../../records/experiment.js';
import { FILES } from '../store/layout.js';
import { type KeptRun, readVerified, readVerifiedArray } from '../store/runs/kept.js';
import { openHistory } from '../store/runs/runs.js';
import { drawnAt, rowAt } from './arrays.js';
import { type Measured, measuredSteps } from './measure.js';

/**
 * By step, the columns of the plan that were measured then; writing them again gives the same bytes. For a plan that measures at
 * the same steps, on as many samples. Null where a file is missing or damaged.
 */
export async function readKeptMeasurements(
  folder: string,
  { summary, rows }: KeptRun,
  { metrics, vectors = [], ...measure }: Measure,
): Promise<ReadonlyMap<number, Measured> | null> {
  const files = Object.keys(summary.checksums);
  const arrays = new Map<string, NpyArray>();
  for (const path of files.filter((each) => dirname(each) !== '.')) {
    const array = await readVerifiedArray(folder, path, summary);
    if (!array) return null;
    arrays.set(path, array);
  }
  const named = files.includes(FILES.estimators)
    ? await readVerified(folder, FILES.estimators, summary)
    : NO_ESTIMATORS;
  if (!named) return null;
  const read = openHistory(folder, summary);
  const estimators = estimatorsFrom(named);
  if ('damaged' in read || !estimators) return null;
  const { history } = read;
  const { columns } = estimators;

  const numberAt = (step: number, column: string) =>
    history.find((row) => row.step === step && row.metric === column)?.value;
  const vectorAt = (t: number, step: number, column: string) => {
    const array = arrays.get(`curves/${column}.npy`);
    const value = numberAt(step, column);
    const absent = value && 'absent' in value ? value : null;
    // A column that was absent at every step has no array.
    if (!array) return absent ?? (history.some(({ metric }) => metric === column) ? WAS_ABSENT : undefined);
    const [, ...shape] = array.shape;
    const data = rowAt(array, t);
    return absent && data.every(Number.isNaN) ? absent : { shape, data };
  };
  const estimatorAt = (step: number) => (column: string) => {
    const of = columns[column];
    return (of?.estimators ?? []).flatMap(({ from, text }) =>
      from === step ? [{ metric: column, unit: of!.unit, text }] : [],
    );
  };
  const at = (step: number, t: number): Measured => ({
    step,
    values: present(metrics, (column) => numberAt(step, column)),
    vectors: present(vectors, (column) => vectorAt(t, step, column)),
    estimators: [...new Set([...metrics, ...vectors].map(({ column }) => column))].flatMap(estimatorAt(step)),
    ...drawnAt(arrays, t),
  });
  const steps = measuredSteps({ ...measure, metrics }, rows.at(-1)?.step ?? 0);
  return new Map(steps.map((step, t) => [step, at(step, t)]));
}

/** Null where the bytes, whole as they are, are no estimators. */
function estimatorsFrom(bytes: Uint8Array): Pick<Estimators, 'columns'> | null {
  try {
    return checkedJson<Estimators>(estimatorsSchema, JSON.parse(bytes.toString())) ?? null;
  } catch {
    return null;
  }
}

const NO_ESTIMATORS = Buffer.from('{ "seed": 0, "samples": 0, "columns": {} }');
const WAS_ABSENT = { absent: 'absent when it was measured' };

function present<R>(columns: readonly { readonly column: string }[], valueAt: (column: string) => R | undefined) {
  return columns.flatMap(({ column }) => {
    const value = valueAt(column);
    return value === undefined ? [] : [{ metric: column, value }];
  });
}

const NOT_MEASURED = {
  absent: 'not measured at that time, and the parameters of that step were not kept (measure.keep)',
};

/** Whether the plan has a column that was not measured then. */
export function lacksColumns({ values, vectors }: Measured, measure: Measure): boolean {
  const { metrics, vectors: further = [] } = measure;
  return metrics.some(({ column }) => !of(values, column)) || further.some(({ column }) => !of(vectors, column));
}

/** The plan's columns: from the earlier measurement, else from `fresh`, else absent, where the step cannot be measured again. */
export function completeMeasured(known: Measured, fresh: Measured | null, measure: Measure): Measured {
  const { metrics, vectors: further = [] } = measure;
  const values = metrics.map(
    ({ column }) => of(known.values, column) ?? of(fresh?.values, column) ?? { metric: column, value: NOT_MEASURED },
  );
  const vectors = further.map(
    ({ column }) => of(known.vectors, column) ?? of(fresh?.vectors, column) ?? { metric: column, value: NOT_MEASURED },
  );
  const alone = vectors.flatMap(({ metric, value }) =>
    'absent' in value && !of(values, metric) ? [{ metric, value }] : [],
  );
  const added = (fresh?.estimators ?? []).filter(
    ({ metric }) => !of(known.values, metric) && !of(known.vectors, metric),
  );
  return { ...known, values: [...values, ...alone], vectors, estimators: [...known.estimators, ...added] };
}

function of<T extends { readonly metric: string }>(list: readonly T[] | undefined, column: string): T | undefined {
  return list?.find(({ metric }) => metric === column);
}
