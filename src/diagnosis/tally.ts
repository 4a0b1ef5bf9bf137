/** How many runs have which verdict. */
import type { RunRecord } from '../records/run-record.js';
import { type Asked, primaryDiagnosis } from './diagnose.js';

export interface Counted {
  /** Null: runs that have none. */
  readonly verdict: string | null;
  readonly runs: readonly RunRecord[];
}

/** The most frequent first, runs without a verdict last; runs that ended in error or were interrupted do not count. */
export function tally(runs: readonly RunRecord[], experiment: Asked): readonly Counted[] {
  const byVerdict = new Map<string | null, RunRecord[]>();
  for (const run of runs) {
    if (run.outcome === 'error' || run.outcome === 'interrupted') continue;
    const found = primaryDiagnosis(run, experiment);
    const verdict = 'verdict' in found ? found.verdict : null;
    byVerdict.set(verdict, [...(byVerdict.get(verdict) ?? []), run]);
  }
  const counted = [...byVerdict].map(([verdict, of]) => ({ verdict, runs: of }));
  return counted.sort(
    (a, b) => Number(a.verdict === null) - Number(b.verdict === null) || b.runs.length - a.runs.length,
  );
}
