/** How many runs have which diagnosis. */
import type { RunRecord } from '../records/run-record.js';
import { type DiagnosisConfig, primaryDiagnosis } from './diagnose.js';

export interface DiagnosisCount {
  /** Null: inconclusive. */
  readonly diagnosis: string | null;
  readonly runs: readonly RunRecord[];
}

/** The most frequent first, inconclusive runs last; runs that ended in an error or were interrupted are not counted. */
export function countDiagnoses(runs: readonly RunRecord[], config: DiagnosisConfig): readonly DiagnosisCount[] {
  const byDiagnosis = new Map<string | null, RunRecord[]>();
  for (const run of runs) {
    if (run.outcome === 'error' || run.outcome === 'interrupted') continue;
    const primary = primaryDiagnosis(run, config);
    const diagnosis = 'diagnosis' in primary ? primary.diagnosis : null;
    byDiagnosis.set(diagnosis, [...(byDiagnosis.get(diagnosis) ?? []), run]);
  }
  const counts = [...byDiagnosis].map(([diagnosis, of]) => ({ diagnosis, runs: of }));
  return counts.sort(
    (a, b) => Number(a.diagnosis === null) - Number(b.diagnosis === null) || b.runs.length - a.runs.length,
  );
}
