/** What a run that ended had read, taken back from its files: for steps whose parameters it did not keep (`measure.keep: last`). */
import { dirname, join } from 'node:path';
import type { NpyArray } from '../../core/files/npy.js';
import type { Measure } from '../../records/experiment.js';
import type { Estimators } from '../store/runs/estimators.js';
import { believed, believedArray, type Kept } from '../store/runs/kept.js';
import { FILES } from '../store/runs/layout.js';
import { rowsOf } from '../store/runs/runs.js';
import { type Measured, measuredSteps } from './measure.js';
import { drawnAt, rowAt } from './recalled-arrays.js';

/**
 * By step, what the plan asks for as far as it was read then, so that writing it again gives the same bytes. For a plan that measures at
 * the same steps, on as many samples. Null where a file is missing or damaged.
 */
export async function recall(
  folder: string,
  { summary, rows }: Kept,
  { metrics, vectors = [], ...measure }: Measure,
): Promise<ReadonlyMap<number, Measured> | null> {
  const files = Object.keys(summary.checksums);
  const arrays = new Map<string, NpyArray>();
  for (const path of files.filter((each) => dirname(each) !== '.')) {
    const array = await believedArray(folder, path, summary);
    if (!array) return null;
    arrays.set(path, array);
  }
  const table = await believed(folder, FILES.history, summary);
  const named = files.includes(FILES.estimators) ? await believed(folder, FILES.estimators, summary) : NO_ESTIMATORS;
  if (!table || !named) return null;
  const history = rowsOf(table.toString(), join(folder, FILES.history));
  const { columns } = JSON.parse(named.toString()) as Pick<Estimators, 'columns'>;

  const numberAt = (step: number, column: string) =>
    history.find((row) => row.step === step && row.metric === column)?.reading;
  const vectorAt = (t: number, step: number, column: string) => {
    const array = arrays.get(`curves/${column}.npy`);
    const reading = numberAt(step, column);
    const absent = reading && 'absent' in reading ? reading : null;
    // A column that was absent at every step left no array.
    if (!array) return absent ?? (history.some(({ metric }) => metric === column) ? ABSENT_THEN : undefined);
    const [, ...shape] = array.shape;
    const data = rowAt(array, t);
    return absent && data.every(Number.isNaN) ? absent : { shape, data };
  };
  const estimatorAt = (step: number) => (column: string) => {
    const of = columns[column];
    return (of?.estimators ?? []).flatMap(({ from, says }) =>
      from === step ? [{ metric: column, unit: of!.unit, says }] : [],
    );
  };
  const at = (step: number, t: number): Measured => ({
    step,
    readings: present(metrics, (column) => numberAt(step, column)),
    vectors: present(vectors, (column) => vectorAt(t, step, column)),
    estimators: [...new Set([...metrics, ...vectors].map(({ column }) => column))].flatMap(estimatorAt(step)),
    ...drawnAt(arrays, t),
  });
  const steps = measuredSteps({ ...measure, metrics }, rows.at(-1)?.step ?? 0);
  return new Map(steps.map((step, t) => [step, at(step, t)]));
}

const NO_ESTIMATORS = Buffer.from('{ "columns": {} }');
const ABSENT_THEN = { absent: 'absent then' };

function present<R>(columns: readonly { readonly column: string }[], read: (column: string) => R | undefined) {
  return columns.flatMap(({ column }) => {
    const reading = read(column);
    return reading === undefined ? [] : [{ metric: column, reading }];
  });
}
