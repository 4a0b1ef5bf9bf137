/**
 * results.csv and history.csv, rebuilt from the records of an experiment. They contain no time, path or host: the same
 * experiment gives the same bytes wherever it ran.
 */

import { primaryDiagnosis } from '../../diagnosis/diagnose.js';
import { columnsOf, RUN_COLUMNS } from '../../records/experiment.js';
import { finalValues } from '../../records/final-values.js';
import { isPresent, type MetricValue } from '../../records/metric-value.js';
import type { ExperimentRecord, RunRecord } from '../../records/run-record.js';
import type { CsvCell, CsvTable } from '../../runner/store/bytes/csv.js';

/**
 * One row per run, in the plan's order: its outcome, its diagnosis, its options on the sweep's axes, and its final values. An axis
 * `steps` is headed `base.steps`: `steps` are those actually trained.
 */
export function resultsCsv(record: ExperimentRecord): CsvTable {
  const { axes } = record.experiment;
  const metrics = columnsOf(record.experiment);
  return {
    columns: [...RUN_COLUMNS, ...axes.map((axis) => (RUN_COLUMNS.includes(axis) ? `base.${axis}` : axis)), ...metrics],
    rows: rowsByRun(inPlanOrder(record), (run) => {
      const finals = finalValues(run);
      const { cell, seed, outcome, steps } = run;
      const primary = primaryDiagnosis(run, record.experiment);
      const diagnosis = 'diagnosis' in primary ? primary.diagnosis : null;
      const labels = axes.map((axis) => cell.labels[axis] ?? null);
      return [
        [cell.folder, seed, outcome, diagnosis, steps, ...labels, ...metrics.map((name) => numberOf(finals.get(name)))],
      ];
    }),
  };
}

/** One row per measurement: a value, or the reason for its absence. */
export function historyCsv(record: ExperimentRecord): CsvTable {
  return {
    columns: ['cell', 'seed', 'step', 'metric', 'value', 'absent'],
    rows: rowsByRun(inPlanOrder(record), ({ cell, seed, history }) =>
      history.map(({ step, metric, value }) => [
        cell.folder,
        seed,
        step,
        metric,
        numberOf(value),
        isPresent(value) ? null : value.absent,
      ]),
    ),
  };
}

/** Rows run by run: a run is read when the rows before it are written. Can be iterated again. */
function rowsByRun(runs: readonly RunRecord[], rows: (run: RunRecord) => readonly CsvCell[][]): Iterable<CsvCell[]> {
  return {
    *[Symbol.iterator]() {
      for (const run of runs) yield* rows(run);
    },
  };
}

/** The runs in the order of the plan's cells, then of seeds. */
function inPlanOrder({ experiment, runs }: ExperimentRecord) {
  const position = new Map(experiment.cells.map((cell, i) => [cell.id, i]));
  return runs.toSorted((a, b) => position.get(a.cell.id)! - position.get(b.cell.id)! || a.seed - b.seed);
}

function numberOf(value: MetricValue | undefined): CsvCell {
  return value && isPresent(value) ? value.value : null;
}
