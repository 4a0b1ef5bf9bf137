/** A run's folder: written when the run has ended, its summary last; read back as a record. */
import { lstatSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { encodeNpy, type NpyArray } from '../../../core/files/npy.js';
import { checkedJson } from '../../../records/checked-json.js';
import { type Estimators, estimatorsSchema } from '../../../records/estimators.js';
import type { PlannedCell } from '../../../records/experiment.js';
import type { Environment, HistoryRow, RunRecord } from '../../../records/run-record.js';
import { placeWhole, writeWhole } from '../bytes/atomic.js';
import { checksum, isWritten } from '../bytes/checksum.js';
import { csvText, NUMBER, parseCsv } from '../bytes/csv.js';
import { jsonText, readJsonNow } from '../bytes/json.js';
import { makeOwnFolder, removeOwnFolder } from '../bytes/own-folders.js';
import { readTextNow } from '../bytes/text.js';
import { FILES } from '../layout.js';
import { writeEnvironment } from './environment.js';
import { DRAWN_FOLDERS, moveIntoPlace, settleRewrite } from './rewrite.js';
import { parseSummary, type RunSummary, readSummary, summaryProblem, summaryText } from './summary.js';

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

/** An ended run, or the sentence that tells why it cannot be read, which begins with the file; undefined where it has not ended. */
export function openRun(
  folder: string,
  cell: PlannedCell,
  seed: number,
): { readonly run: RunRecord } | { readonly damaged: string } | undefined {
  const path = join(folder, FILES.summary);
  const text = readTextNow(path);
  if (text === null) return undefined;
  const summary = parseSummary(text);
  if (!summary) return { damaged: `${path}: ${summaryProblem(text)}` };
  const read = openHistory(folder, summary);
  if ('damaged' in read) return read;
  const { outcome, steps, reason } = summary;
  return { run: { cell, seed, outcome, steps, reason, history: read.history, folder } };
}

/** The run in the folder; undefined where it has not ended, or where it is damaged. */
export function readRun(folder: string, cell: PlannedCell, seed: number): RunRecord | undefined {
  const found = openRun(folder, cell, seed);
  return found && 'run' in found ? found.run : undefined;
}

/** The history of the ended run, or why it is not one: missing, changed since, torn, or of another run. */
export function openHistory(
  folder: string,
  summary: RunSummary,
): { readonly history: readonly HistoryRow[] } | { readonly damaged: string } {
  const path = join(folder, FILES.history);
  const text = readTextNow(path);
  if (text === null) return { damaged: `${path}: is missing` };
  if (!isHistoryIntact(text, summary)) return { damaged: `${path}: is damaged` };
  try {
    const history = parseHistory(text, path);
    const problem = historyProblem(history, summary);
    return problem === null ? { history } : { damaged: `${path}: ${problem}` };
  } catch (error) {
    return { damaged: (error as Error).message };
  }
}

/** A checksum tells that a history is whole, not that it is this run's. */
function historyProblem(history: readonly HistoryRow[], { outcome, steps }: RunSummary): string | null {
  const last = history.at(-1)?.step;
  if (last === undefined) return null;
  if (last > steps) return `its last step is ${last}, and the run ended at step ${steps}`;
  // Rows of metrics that give vectors are there only where these are absent.
  const hasValues = outcome === 'finished' && history.some(({ value }) => 'value' in value);
  return hasValues && last < steps ? `its last step is ${last}, and the run ended at step ${steps}` : null;
}

/**
 * Whether every file is as the run wrote it. A file of the right size that is not newer than the summary, which is written last, is
 * trusted: its checksum is verified when it is read.
 */
export function areIntact(folder: string, summary: Partial<RunSummary>): boolean {
  return firstChanged(folder, summary) === null;
}

/** The path of the first file that is not as the run wrote it; null where all are. */
export function firstChanged(folder: string, { sizes = {}, checksums = {} }: Partial<RunSummary>): string | null {
  const statOf = (path: string) => lstatSync(join(folder, path), { throwIfNoEntry: false });
  const ended = statOf(FILES.summary)?.mtimeMs ?? 0;
  const changed = Object.entries(sizes).find(([path, size]) => {
    const file = statOf(path);
    if (!file?.isFile() || file.size !== size) return true;
    return file.mtimeMs > ended && !isWritten(readFileSync(join(folder, path)), checksums[path]);
  });
  return changed === undefined ? null : join(folder, changed[0]);
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

/** Throws a sentence that begins with `path` and the line where the text is not a history. */
export function parseHistory(text: string, path: string): HistoryRow[] {
  let before = 0;
  return parseCsv(text, HISTORY_COLUMNS, path, ([step, metric, value, absent]): HistoryRow => {
    const at = /^\d{1,15}$/.test(step!) ? Number(step) : Number.NaN;
    if (!(at >= before)) throw new Error(`step must be an integer from ${before}, got '${step}'`);
    before = at;
    if (metric === '') throw new Error('metric is missing');
    if (value === '' && absent !== '') return { step: at, metric: metric!, value: { absent: absent! } };
    if (absent !== '') throw new Error('has a value and a reason for its absence');
    if (!NUMBER.test(value!)) throw new Error(`value must be a number, got '${value}'`);
    return { step: at, metric: metric!, value: { value: Number(value) } };
  });
}

/** Null for a run of an older version, without such a file, and where it is damaged. */
export function readEstimators(folder: string): Estimators | null {
  return checkedJson<Estimators>(estimatorsSchema, readJsonNow(join(folder, FILES.estimators))) ?? null;
}
