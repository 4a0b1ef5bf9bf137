/**
 * results.csv and history.csv, rebuilt from the records of an experiment. They hold no time, path or host: the same
 * experiment gives the same bytes wherever it ran.
 */

import { primaryDiagnosis } from '../../diagnosis/diagnose.js';
import { columnsOf, RUN_COLUMNS } from '../../records/experiment.js';
import { finalReadings } from '../../records/final-values.js';
import { isPresent, type MetricValue } from '../../records/metric-value.js';
import type { ExperimentRecord, RunRecord } from '../../records/run-record.js';
import type { CsvCell, CsvTable } from '../../runner/store/bytes/csv.js';

/**
 * One row a run, in the plan's order: how it ended, where it stands in the sweep, and its final readings. An axis `steps` is headed
 * `base.steps`: `steps` are those really trained.
 */
export function resultsCsv(record: ExperimentRecord): CsvTable {
  const { axes } = record.experiment;
  const metrics = columnsOf(record.experiment);
  return {
    columns: [...RUN_COLUMNS, ...axes.map((axis) => (RUN_COLUMNS.includes(axis) ? `base.${axis}` : axis)), ...metrics],
    rows: each(inOrder(record), (run) => {
      const readings = finalReadings(run);
      const { cell, seed, outcome, steps } = run;
      const found = primaryDiagnosis(run, record.experiment);
      const diagnosis = 'diagnosis' in found ? found.diagnosis : null;
      const place = axes.map((axis) => cell.labels[axis] ?? null);
      return [
        [cell.folder, seed, outcome, diagnosis, steps, ...place, ...metrics.map((name) => value(readings.get(name)))],
      ];
    }),
  };
}

/** One row a reading: a value, or the reason for its absence. */
export function historyCsv(record: ExperimentRecord): CsvTable {
  return {
    columns: ['cell', 'seed', 'step', 'metric', 'value', 'absent'],
    rows: each(inOrder(record), ({ cell, seed, history }) =>
      history.map(({ step, metric, reading }) => [
        cell.folder,
        seed,
        step,
        metric,
        value(reading),
        isPresent(reading) ? null : reading.absent,
      ]),
    ),
  };
}

/** Rows run by run: the next run is looked at when the rows before are written. Can be gone through again. */
function each(runs: readonly RunRecord[], rows: (run: RunRecord) => readonly CsvCell[][]): Iterable<CsvCell[]> {
  return {
    *[Symbol.iterator]() {
      for (const run of runs) yield* rows(run);
    },
  };
}

/** The runs in the order of the plan's cells, then of seeds, whatever order they were read in. */
function inOrder({ experiment, runs }: ExperimentRecord) {
  const place = new Map(experiment.cells.map((cell, i) => [cell.id, i]));
  return runs.toSorted((a, b) => place.get(a.cell.id)! - place.get(b.cell.id)! || a.seed - b.seed);
}

function value(reading: MetricValue | undefined): CsvCell {
  return reading && isPresent(reading) ? reading.value : null;
}
