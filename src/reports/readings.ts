/** What the reports read from a run's history. */
import type { Reading } from '../core/reading.js';
import type { HistoryRow, RunRecord } from '../core/records.js';

/** The readings of the last measured step, by metric column. */
export function finalReadings(run: RunRecord): ReadonlyMap<string, Reading> {
  const last = run.history.at(-1)?.step;
  return new Map(run.history.filter((row) => row.step === last).map((row) => [row.metric, row.reading]));
}

/** One metric's readings, in order of steps. */
export function series(run: RunRecord, column: string): HistoryRow[] {
  return run.history.filter((row) => row.metric === column);
}
