/** What the reports read from a run's history. */
import type { HistoryRow, RunRecord } from '../../records/run-record.js';

/** One metric's readings, in order of steps. */
export function series(run: RunRecord, column: string): HistoryRow[] {
  return run.history.filter((row) => row.metric === column);
}
