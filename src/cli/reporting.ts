/** What a results folder is turned into: results.csv, history.csv and the report, always from the records alone. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from '../core/build.js';
import type { ExperimentRecord } from '../core/records.js';
import type { Setting } from '../core/setting.js';
import type { Distribution } from '../core/target.js';
import { judgeAll } from '../diagnosis/claims.js';
import { metrics } from '../metrics/catalog.js';
import { historyCsv, resultsCsv } from '../reports/tables.js';
import { writeWhole } from '../runner/store/atomic.js';
import { writeCsv } from '../runner/store/csv.js';
import { FILES } from '../runner/store/layout.js';
import { nullsOf } from './nulls.js';

/** Writes the tables beside the plan, or at another beginning of their paths; gives the paths. */
export async function writeTables(
  record: ExperimentRecord,
  before = join(record.folder, '/'),
): Promise<{ results: string; history: string }> {
  const results = `${before}results.csv`;
  const history = `${before}history.csv`;
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
  const { LARGE, renderReport } = await import('../reports/report.js');
  const page = await renderReport(records, {
    metrics,
    distribution: targetOf,
    claims: (record) => judgeAll(record, metrics),
    nulls: await nullsOf(records, targetOf),
    command,
  });
  await writeWhole(path, page);
  const bytes = Buffer.byteLength(page);
  if (bytes > LARGE)
    process.stderr.write(
      `note    ${path} has ${Math.round(bytes / 1e6)} MB: browsers will be slow; report fewer settings or seeds\n`,
    );
  return path;
}

/** Whether report and tables are younger than the plan and than every run that they show: then they need not be made again. */
export async function isCurrent({ folder, runs }: ExperimentRecord, report: string): Promise<boolean> {
  const age = async (path: string) => (await stat(path)).mtimeMs;
  try {
    const made = Math.min(
      ...(await Promise.all([report, join(folder, 'results.csv'), join(folder, 'history.csv')].map(age))),
    );
    const sources = [join(folder, FILES.experiment), ...runs.map((run) => join(run.folder, FILES.summary))];
    return (await Promise.all(sources.map(age))).every((changed) => changed < made);
  } catch {
    return false; // no report yet
  }
}

/** Null where the target of old results cannot be made any more (a file that has gone, an option that was dropped). */
function targetOf(setting: Setting): Distribution | null {
  try {
    return build(setting).target;
  } catch {
    return null;
  }
}
