/** One run's folder: written when the run has ended, its summary last; read back as a record. */
import { access, mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { PlannedCell } from '../../core/experiment/plan.js';
import type { Environment, HistoryRow, Outcome, RunRecord } from '../../core/records.js';
import { readCsv, writeCsv } from './csv.js';
import { readJson, writeJson } from './json.js';
import { FILES } from './layout.js';
import type { NpyArray } from '../../core/npy.js';
import { writeNpy } from './npy.js';

/** What `summary.json` holds. */
export interface Summary {
  readonly outcome: Outcome;
  readonly verdict: string | null;
  readonly steps: number;
  readonly reason: string | null;
  /** Identity of what was measured: a run is finished for a plan only where this is the plan's. */
  readonly measured: string;
}

export interface FinishedRun {
  readonly summary: Summary;
  readonly environment: Environment;
  readonly history: readonly HistoryRow[];
  /** By path inside the folder. */
  readonly arrays: Readonly<Record<string, NpyArray>>;
}

const HISTORY_COLUMNS = ['step', 'metric', 'value', 'absent'];

export async function writeRun(folder: string, run: FinishedRun): Promise<void> {
  // What an earlier writing left and this one does not have would be drawn beside it.
  for (const path of ['samples', 'curves']) await rm(join(folder, path), { recursive: true, force: true });
  const paths = [folder, ...Object.keys(run.arrays).map((path) => join(folder, dirname(path)))];
  for (const path of new Set(paths)) await mkdir(path, { recursive: true });
  await writeJson(join(folder, FILES.environment), run.environment);
  await writeCsv(join(folder, FILES.history), {
    columns: HISTORY_COLUMNS,
    rows: run.history.map(({ step, metric, reading }) =>
      'value' in reading ? [step, metric, reading.value, null] : [step, metric, null, reading.absent],
    ),
  });
  for (const [path, array] of Object.entries(run.arrays)) await writeNpy(join(folder, path), array);
  await writeJson(join(folder, FILES.summary), run.summary);
}

export async function readSummary(folder: string): Promise<Summary | undefined> {
  return readJson<Summary>(join(folder, FILES.summary));
}

/** The run in the folder, or undefined where it has not ended. */
export async function readRun(folder: string, cell: PlannedCell, seed: number): Promise<RunRecord | undefined> {
  const summary = await readSummary(folder);
  if (!summary || !(await hasHistory(folder))) return undefined;
  const { outcome, verdict, steps, reason } = summary;
  return { cell, seed, outcome, verdict, steps, reason, history: await readHistory(folder), folder };
}

/** Whether the readings are there too: a run without them is not finished, whatever its summary says. */
export async function hasHistory(folder: string): Promise<boolean> {
  return access(join(folder, FILES.history)).then(
    () => true,
    () => false,
  );
}

async function readHistory(folder: string): Promise<HistoryRow[]> {
  const rows = await readCsv(join(folder, FILES.history), HISTORY_COLUMNS);
  return rows.map(([step, metric, value, absent]) => ({
    step: Number(step),
    metric,
    reading: value === '' ? { absent } : { value: Number(value) },
  }));
}
