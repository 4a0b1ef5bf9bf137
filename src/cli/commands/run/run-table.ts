/** The table that ends a sweep: a row per cell, with the median and the range of each final metric over the seeds. */

import { alignColumns } from '../../../core/text/align-columns.js';
import { plural } from '../../../core/text/words.js';
import { columnsOf } from '../../../records/experiment.js';
import type { ExperimentRecord } from '../../../records/run-record.js';
import { runsOf } from '../../../records/runs-of.js';
import { shortLabels } from '../../../records/short-labels.js';
import { diagnosesText, finalValuesText, outcomesText } from '../../runs-text.js';

const MAX_ROWS = 100; // settings

const MAX_METRICS = 3; // as many columns as fit a terminal

export function runTable(record: ExperimentRecord): string {
  const { experiment } = record;
  const columns = columnsOf(experiment).slice(0, MAX_METRICS);
  const labels = shortLabels(experiment.cells);
  const rows = experiment.cells.slice(0, MAX_ROWS).map((cell, i) => {
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
      ? [`... and ${plural(more, 'more setting')}: results.csv has all of them, the report the best and the worst`]
      : []),
  ].join('\n');
}
