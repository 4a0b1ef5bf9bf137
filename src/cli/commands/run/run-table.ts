/** The table that ends a sweep: a row a cell, the median of each final reading with its range over the seeds. */

import { alignColumns } from '../../../core/text/align-columns.js';
import { plural } from '../../../core/text/words.js';
import { columnsOf } from '../../../records/experiment.js';
import type { ExperimentRecord } from '../../../records/run-record.js';
import { runsOf } from '../../../records/runs-of.js';
import { shortLabels } from '../../../records/short-labels.js';
import { diagnosesText, finalValuesText, outcomesText } from '../../runs-text.js';

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
      outcomesText(mine, experiment.seeds.length),
      diagnosesText(mine, experiment),
      ...columns.map((column) => finalValuesText(mine, column)),
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
