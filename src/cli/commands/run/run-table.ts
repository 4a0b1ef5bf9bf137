/** The table that ends a sweep: a row a cell, the median of each final reading with its range over the seeds. */

import { alignColumns } from '../../../core/text/align-columns.js';
import { plainInterval, plainNumber } from '../../../core/text/plain-numbers.js';
import { plural } from '../../../core/text/words.js';
import type { Asked } from '../../../diagnosis/diagnose.js';
import { tally } from '../../../diagnosis/tally.js';
import { columnsOf } from '../../../records/experiment.js';
import { finalReadings } from '../../../records/final-values.js';
import { isPresent } from '../../../records/metric-value.js';
import type { ExperimentRecord, RunRecord } from '../../../records/run-record.js';
import { runsOf } from '../../../records/runs-of.js';
import { shortLabels } from '../../../records/short-labels.js';

/** Rows that a person scrolls back over. */
const MOST_ROWS = 100;

/** Columns beside the label, the outcomes and the verdicts that fit a terminal. */
const SHOWN = 3;

export function runTable(record: ExperimentRecord): string {
  const { experiment } = record;
  const columns = columnsOf(experiment).slice(0, SHOWN);
  const labels = shortLabels(experiment.cells);
  const rows = experiment.cells.slice(0, MOST_ROWS).map((cell, i) => {
    const mine = runsOf(record, cell);
    return [
      labels[i] || experiment.name,
      outcomes(mine, experiment.seeds.length),
      verdictCounts(mine, experiment),
      ...columns.map((column) => spread(mine, column)),
    ];
  });
  const more = experiment.cells.length - rows.length;
  return [
    alignColumns([['setting', 'runs', 'diagnosis', ...columns], ...rows]),
    ...(more > 0
      ? [`... and ${plural(more, 'setting')} more: results.csv has all, the report the best and the worst`]
      : []),
  ].join('\n');
}

function outcomes(runs: readonly RunRecord[], planned: number): string {
  const counts = (['diverged', 'error', 'interrupted'] as const).flatMap((outcome) => {
    const count = runs.filter((run) => run.outcome === outcome).length;
    return count ? [`${count} ${outcome}`] : [];
  });
  return [`${runs.filter(({ outcome }) => outcome === 'finished').length}/${planned} finished`, ...counts].join(', ');
}

/** `4 mode-collapse, 2 poor-fit`; of a single run, the word. */
export function verdictCounts(runs: readonly RunRecord[], experiment: Asked): string {
  const told = tally(runs, experiment).map(({ verdict, runs: of }) => ({
    word: verdict ?? 'untold',
    count: of.length,
  }));
  return runs.length === 1 ? (told[0]?.word ?? '') : told.map(({ word, count }) => `${count} ${word}`).join(', ');
}

/** `median [lowest, highest]` of the final readings of runs that finished, and how many have none. */
export function spread(runs: readonly RunRecord[], column: string): string {
  const finished = runs.filter(({ outcome }) => outcome === 'finished');
  const values = finished
    .flatMap((run) => {
      const reading = finalReadings(run).get(column);
      return reading && isPresent(reading) ? [reading.value] : [];
    })
    .sort((a, b) => a - b);
  if (values.length === 0) return finished.length ? 'absent' : '';
  const middle = (values[(values.length - 1) >> 1] + values[values.length >> 1]) / 2;
  const [low, high] = [values[0], values.at(-1)!];
  const range = low === high ? '' : ` ${plainInterval({ low, high })}`;
  const absent = finished.length - values.length;
  return `${plainNumber(middle)}${range}${absent ? ` (${absent} absent)` : ''}`;
}
