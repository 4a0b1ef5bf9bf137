/** What a results folder is turned into: results.csv, history.csv and the report, always from the records alone. */
import { join } from 'node:path';
import { build } from '../core/build.js';
import type { ExperimentRecord } from '../core/records.js';
import { judgeAll } from '../diagnosis/claims.js';
import { metrics } from '../metrics/catalog.js';
import { renderReport } from '../reports/report.js';
import { historyCsv, resultsCsv } from '../reports/tables.js';
import { writeWhole } from '../runner/store/atomic.js';
import { writeCsv } from '../runner/store/csv.js';

/** Writes the tables beside the plan; gives their paths. */
export async function writeTables(record: ExperimentRecord): Promise<{ results: string; history: string }> {
  const results = join(record.folder, 'results.csv');
  const history = join(record.folder, 'history.csv');
  await writeCsv(results, resultsCsv(record));
  await writeCsv(history, historyCsv(record));
  return { results, history };
}

/** Writes one report of all the records; `command` makes it again. */
export async function writeReport(
  records: readonly ExperimentRecord[],
  path: string,
  command: string,
): Promise<string> {
  const page = await renderReport(records, {
    metrics,
    distribution: (setting) => build(setting).target,
    claims: (record) => judgeAll(record, metrics),
    command,
  });
  await writeWhole(path, page);
  return path;
}
