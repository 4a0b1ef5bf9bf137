/** A run's folder: written when the run has ended, its summary last; read back as a record. */
import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { encodeNpy, type NpyArray } from '../../../core/files/npy.js';
import type { Estimators } from '../../../records/estimators.js';
import type { PlannedCell } from '../../../records/experiment.js';
import type { Environment, HistoryRow, RunRecord } from '../../../records/run-record.js';
import { placeWhole, writeWhole } from '../bytes/atomic.js';
import { checksum, isWritten } from '../bytes/checksum.js';
import { csvText, parseCsv } from '../bytes/csv.js';
import { jsonText, readJsonNow } from '../bytes/json.js';
import { makeOwnFolder, removeOwnFolder } from '../bytes/own-folders.js';
import { readTextNow } from '../bytes/text.js';
import { FILES } from '../layout.js';
import { writeEnvironment } from './environment.js';
import { DRAWN_FOLDERS, moveIntoPlace, settleRewrite } from './rewrite.js';
import { type RunSummary, readSummary, summaryText } from './summary.js';

export interface RunOutput {
  readonly summary: Omit<RunSummary, 'checksums' | 'sizes'>;
  readonly environment: Environment;
  readonly history: readonly HistoryRow[];
  /** Absent for a run that was not measured. */
  readonly estimators?: Estimators;
  /** By path inside the run's folder. */
  readonly arrays: Readonly<Record<string, NpyArray>>;
  /**
   * Whether to sync every file to disk, so that a power failure leaves the run whole. Without, a power failure may cut files short:
   * that is detected, and the run is repeated.
   */
  readonly lasting?: boolean;
}

const HISTORY_COLUMNS = ['step', 'metric', 'value', 'absent'];

/** The folder must exist: one that was removed while the run was trained is not created again. */
export async function writeRun(folder: string, run: RunOutput): Promise<void> {
  for await (const _ of writeRunStepwise(folder, run));
}

/** The same, step by step: yields after every change of the disk, between any two of which a process may be killed. */
export async function* writeRunStepwise(folder: string, run: RunOutput): AsyncGenerator<void> {
  const { summary, environment, history, estimators, arrays, lasting = false } = run;
  settleRewrite(folder);
  const before = readSummary(folder);
  // The files that a summary vouches for stay until their replacements are complete.
  const at = before ? join(folder, FILES.rewrite) : folder;
  if (before) makeOwnFolder(at);
  else for (const name of DRAWN_FOLDERS) removeOwnFolder(join(folder, name));
  for (const path of new Set(Object.keys(arrays).map(dirname))) if (path !== '.') makeOwnFolder(join(at, path));
  yield;
  const rows = history.map(({ step, metric, value }) =>
    'value' in value ? [step, metric, value.value, null] : [step, metric, null, value.absent],
  );
  const files: Readonly<Record<string, string | Buffer>> = {
    ...Object.fromEntries(Object.entries(arrays).map(([path, array]) => [path, encodeNpy(array)])),
    [FILES.history]: csvText({ columns: HISTORY_COLUMNS, rows }),
    ...(estimators && { [FILES.estimators]: jsonText(estimators) }),
  };
  writeEnvironment(at, environment);
  yield;
  const write = async (path: string, content: string | Buffer) =>
    lasting ? writeWhole(join(at, path), content) : placeWhole(join(at, path), content);
  for (const [path, content] of Object.entries(files)) {
    await write(path, content);
    yield;
  }
  // Measuring again leaves the files that training wrote.
  const withUnchanged = <T>(
    unchanged: Readonly<Record<string, T>> | undefined,
    describe: (content: string | Buffer) => T,
  ) =>
    sorted({
      ...Object.fromEntries(Object.entries(unchanged ?? {}).filter(([path]) => dirname(path) === '.')),
      ...Object.fromEntries(Object.entries(files).map(([path, content]) => [path, describe(content)] as const)),
    });
  const sizes = withUnchanged(before?.sizes, Buffer.byteLength);
  const checksums = withUnchanged(before?.checksums, checksum);
  await write(FILES.summary, summaryText({ ...summary, checksums, sizes }));
  yield;
  if (before) yield* moveIntoPlace(folder, { checksums });
}

/** By path, so that the same files give the same bytes of the summary whether the run was measured again or not. */
function sorted<T>(byPath: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(byPath).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The run in the folder; undefined where it has not ended, or where its history is damaged. */
export function readRun(folder: string, cell: PlannedCell, seed: number): RunRecord | undefined {
  const summary = readSummary(folder);
  const text = summary && readTextNow(join(folder, FILES.history));
  if (!summary || text == null || !isHistoryIntact(text, summary)) return undefined;
  const { outcome, steps, reason } = summary;
  const history = parseHistory(text, join(folder, FILES.history));
  return { cell, seed, outcome, steps, reason, history, folder };
}

/**
 * Whether every file is as the run wrote it. A file of the right size that is not newer than the summary, which is written last, is
 * trusted: its checksum is verified when it is read.
 */
export function areIntact(folder: string, { sizes = {}, checksums = {} }: Partial<RunSummary>): boolean {
  const statOf = (path: string) => statSync(join(folder, path), { throwIfNoEntry: false });
  const ended = statOf(FILES.summary)?.mtimeMs ?? 0;
  return Object.entries(sizes).every(([path, size]) => {
    const file = statOf(path);
    if (file?.size !== size) return false;
    return file.mtimeMs <= ended || isWritten(readFileSync(join(folder, path)), checksums[path]);
  });
}

/** Whether the text of history.csv is as the run wrote it. */
export function isHistoryIntact(history: string | Uint8Array, { checksums }: RunSummary): boolean {
  return checksum(history) === checksums?.[FILES.history];
}

/** For a run that `readRun` has verified before. */
export function readHistory(folder: string): HistoryRow[] {
  const path = join(folder, FILES.history);
  return parseHistory(readFileSync(path, 'utf8'), path);
}

/** `path` is named in errors. */
export function parseHistory(text: string, path: string): HistoryRow[] {
  return parseCsv(text, HISTORY_COLUMNS, path).map(([step, metric, value, absent]) => ({
    step: Number(step),
    metric,
    value: value === '' ? { absent } : { value: Number(value) },
  }));
}

/** Null for a run of an older version, without such a file. */
export function readEstimators(folder: string): Estimators | null {
  return readJsonNow<Estimators>(join(folder, FILES.estimators)) ?? null;
}
