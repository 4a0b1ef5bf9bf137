/** Writes results.csv, history.csv and the report, from the records alone. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { ExperimentRecord, RunRecord } from '../records/run-record.js';
import { buildTarget } from '../reports/page/default-extras.js';
import { damagedFiles } from '../reports/page/run-arrays.js';
import { historyCsv, resultsCsv } from '../reports/page/tables.js';
import { invalidate } from '../runner/plan/invalidate.js';
import { writeWhole } from '../runner/store/bytes/atomic.js';
import { checksum } from '../runner/store/bytes/checksum.js';
import { writeCsv } from '../runner/store/bytes/csv.js';
import { readTextNow } from '../runner/store/bytes/text.js';
import { FILES } from '../runner/store/layout.js';
import { nullsOf } from './nulls.js';
import { printDamaged, printMessage } from './terminal/print.js';

/** Writes the tables into the experiment's folder, or at paths that start with `before`; returns the paths. */
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

/** Writes one report of all records and returns its path. `command` is the line that rebuilds it. */
export async function writeReport(
  records: readonly ExperimentRecord[],
  path: string,
  command: string,
): Promise<string> {
  const { LARGE_PAGE_BYTES, renderReport } = await import('../reports/page/report.js');
  const page = await renderReport(records, { nulls: await nullsOf(records, buildTarget), command });
  await writeWhole(path, sealed(page));
  printDamaged(records.flatMap(({ runs }) => invalidateDamaged(runs)));
  const bytes = Buffer.byteLength(page);
  if (bytes > LARGE_PAGE_BYTES)
    printMessage(
      `note    ${path} has ${Math.round(bytes / 1e6)} MB, which is slow in a browser; report fewer settings or seeds`,
    );
  return path;
}

/** Marks the damaged files that the report met, so that the next run replaces them. */
function invalidateDamaged(runs: readonly RunRecord[]): readonly string[] {
  return runs.flatMap((run) => {
    const paths = damagedFiles([run]);
    for (const path of paths) invalidate(run.folder, path);
    return paths;
  });
}

// A checksum after the end of the page shows whether it is complete.
const SEAL = /<!-- ([0-9a-f]{64}) -->\n$/;

function sealed(page: string): string {
  return `${page}<!-- ${checksum(page)} -->\n`;
}

function isSealed(text: string): boolean {
  const [last, seal] = SEAL.exec(text.slice(-100)) ?? [];
  return last !== undefined && checksum(text.slice(0, -last.length)) === seal;
}

/** Whether the report is complete and newer than the plan and all runs in it, so that it need not be rebuilt. */
export function isCurrent({ folder, runs }: ExperimentRecord, report: string): boolean {
  const age = (path: string) => statSync(path).mtimeMs;
  try {
    const made = age(report);
    return (
      age(join(folder, FILES.experiment)) < made &&
      runs.every((run) => age(join(run.folder, FILES.summary)) < made) &&
      isSealed(readTextNow(report) ?? '')
    );
  } catch {
    return false; // no report yet
  }
}
